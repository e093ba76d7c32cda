//! A file becomes a photo: recognised, measured, decoded, set upright, made square, written anew as JPEG. Pure.
//!
//! What is written is a *fixed point*: decoded and written again at its quality it gives the same bytes. A photo out of an
//! archive of ours is therefore known by trying, stays as it is to the byte however often it moves, and still nothing is
//! kept that our own encoder did not write. Eight rounds reach it for photos, thirteen did for noise; blocks are on their
//! own, since colours are not subsampled.

use std::io::Cursor;

use image::{
    DynamicImage, ExtendedColorType, ImageDecoder, ImageError, Limits, RgbImage,
    codecs::{
        jpeg::{JpegDecoder, JpegEncoder},
        png::PngDecoder,
        webp::WebPDecoder,
    },
    imageops::FilterType,
};
use pergola_domain::members::{PHOTO_BYTES_KEPT, PHOTO_PIXELS, PHOTO_SIDE, Refusal};

use super::{Developed, Print};

/// Points a side, of the two sizes. A smaller picture stays as small.
const LARGE: u32 = 320;
const SMALL: u32 = 128;
/// Points of the longer side, for a page and for a list.
const PRINT_LARGE: u32 = 1_280;
const PRINT_SMALL: u32 = 560;
/// From the best on, until the photo is small enough.
const QUALITIES: [u8; 4] = [85, 75, 60, 40];
const ROUNDS: usize = 24;
/// What a decoded picture may take, bytes.
const DECODED: u64 = 160 * 1024 * 1024;

/// The photo that a file holds.
pub(super) fn develop(bytes: &[u8]) -> Result<Developed, Refusal> {
    if bytes.starts_with(&[0xFF, 0xD8, 0xFF]) && is_whole_jpeg(bytes) {
        let decoder = JpegDecoder::new(Cursor::new(bytes)).map_err(refusal)?;
        if let Some(large) = ours(&decoder, bytes) {
            return Ok(Developed { small: small(&large)?, large: bytes.to_vec() });
        }
    }
    let picture = square(&read(bytes, LARGE)?);
    let large = settled(&picture)?;
    Ok(Developed { small: small(&decoded(&large)?)?, large })
}

/// The picture that a file holds, for a page: as it was framed.
pub(super) fn print(bytes: &[u8]) -> Result<Print, Refusal> {
    let picture = DynamicImage::ImageRgb8(within(&read(bytes, PRINT_LARGE)?, PRINT_LARGE).to_rgb8());
    let small = within(&picture, PRINT_SMALL).to_rgb8();
    let large = picture.to_rgb8();
    Ok(Print {
        width: large.width(),
        height: large.height(),
        likeness: likeness(&picture),
        small: encoded(&small, 78)?,
        large: encoded(&large, 82)?,
    })
}

/// As large as it was, or so that its longer side is this long.
fn within(picture: &DynamicImage, side: u32) -> DynamicImage {
    if picture.width().max(picture.height()) <= side {
        return picture.clone();
    }
    picture.resize(side, side, FilterType::CatmullRom)
}

/// Whether each of 8 by 8 fields is brighter than its neighbour to the right, as bits.
fn likeness(picture: &DynamicImage) -> i64 {
    let grey = picture.resize_exact(9, 8, FilterType::Triangle).to_luma8();
    let mut bits = 0_i64;
    for y in 0..8 {
        for x in 0..8 {
            let brighter = grey.get_pixel(x, y).0 > grey.get_pixel(x + 1, y).0;
            bits = bits.wrapping_shl(1) | i64::from(brighter);
        }
    }
    bits
}

/// What a file shows, the right way up, on white. It may be larger than asked, with its shorter side at least so long.
fn read(bytes: &[u8], shorter: u32) -> Result<DynamicImage, Refusal> {
    match bytes {
        [0xFF, 0xD8, 0xFF, ..] => {
            if !is_whole_jpeg(bytes) {
                return Err(Refusal::PhotoBroken);
            }
            upright(JpegDecoder::new(Cursor::new(bytes)).map_err(refusal)?, shorter)
        }
        [0x89, b'P', b'N', b'G', ..] => {
            let decoder = PngDecoder::with_limits(Cursor::new(bytes), limits()).map_err(refusal)?;
            measured(&decoder)?;
            if decoder.is_apng().map_err(refusal)? {
                return Err(Refusal::PhotoMoves);
            }
            upright(decoder, shorter)
        }
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => {
            let decoder = WebPDecoder::new(Cursor::new(bytes)).map_err(refusal)?;
            measured(&decoder)?;
            if decoder.has_animation() {
                return Err(Refusal::PhotoMoves);
            }
            upright(decoder, shorter)
        }
        _ => Err(Refusal::PhotoUnreadable),
    }
}

fn limits() -> Limits {
    let mut limits = Limits::default();
    let side = u32::try_from(PHOTO_SIDE).ok();
    (limits.max_image_width, limits.max_image_height, limits.max_alloc) = (side, side, Some(DECODED));
    limits
}

/// What goes wrong in a decoder, in our words.
#[expect(clippy::needless_pass_by_value, reason = "the shape that `map_err` wants")]
fn refusal(error: ImageError) -> Refusal {
    match error {
        ImageError::Limits(_) => Refusal::PhotoTooWide,
        ImageError::Unsupported(_) => Refusal::PhotoUnreadable,
        _ => Refusal::PhotoBroken,
    }
}

/// Before anything is unfolded: the size that the file's head tells.
fn measured(decoder: &impl ImageDecoder) -> Result<(), Refusal> {
    let (width, height) = decoder.dimensions();
    let (side, pixels) = (i64::from(width.max(height)), i64::from(width).saturating_mul(i64::from(height)));
    if pixels == 0 {
        return Err(Refusal::PhotoBroken);
    }
    let fits = side <= PHOTO_SIDE && pixels <= PHOTO_PIXELS && decoder.total_bytes() <= DECODED;
    if fits { Ok(()) } else { Err(Refusal::PhotoTooWide) }
}

/// Decoded, made smaller, the right way up, on white.
fn upright(mut decoder: impl ImageDecoder, shorter: u32) -> Result<DynamicImage, Refusal> {
    measured(&decoder)?;
    decoder.set_limits(limits()).map_err(refusal)?;
    let orientation = decoder.orientation().map_err(refusal)?;
    let picture = DynamicImage::from_decoder(decoder).map_err(refusal)?;
    let mut picture = DynamicImage::ImageRgb8(smaller(&on_white(picture), shorter).to_rgb8());
    picture.apply_orientation(orientation);
    Ok(picture)
}

fn on_white(picture: DynamicImage) -> DynamicImage {
    if !picture.color().has_alpha() {
        return picture;
    }
    let mut picture = picture.into_rgba8();
    for pixel in picture.pixels_mut() {
        let [red, green, blue, alpha] = pixel.0;
        let over = |colour: u8| {
            let mixed = (u32::from(colour) * u32::from(alpha) + 255 * (255 - u32::from(alpha)) + 127) / 255;
            u8::try_from(mixed).unwrap_or(u8::MAX)
        };
        pixel.0 = [over(red), over(green), over(blue), u8::MAX];
    }
    DynamicImage::ImageRgba8(picture)
}

/// Its shorter side so long, where it was longer.
fn smaller(picture: &DynamicImage, wanted: u32) -> DynamicImage {
    let (width, height) = (picture.width(), picture.height());
    let shorter = width.min(height);
    if shorter <= wanted {
        return picture.clone();
    }
    let scaled = |side: u32, shorter_then: u32| {
        let side = u64::from(side) * u64::from(shorter_then) / u64::from(shorter);
        u32::try_from(side).unwrap_or(shorter_then).max(shorter_then)
    };
    let to = |picture: &DynamicImage, then: u32| {
        picture.resize_exact(scaled(width, then), scaled(height, then), FilterType::Lanczos3)
    };
    if shorter < 4 * wanted {
        return to(picture, wanted);
    }
    // Large ones by averages first: the fine filter looks at every point many times.
    let halfway = picture.thumbnail_exact(scaled(width, 2 * wanted), scaled(height, 2 * wanted));
    to(&halfway, wanted)
}

/// The middle of a wide picture; of a tall one the upper part, where faces are.
fn square(picture: &DynamicImage) -> RgbImage {
    let (width, height) = (picture.width(), picture.height());
    let side = width.min(height);
    picture.crop_imm((width - side) / 2, (height - side) / 3, side, side).to_rgb8()
}

/// The picture, where the bytes are a photo of ours: what our encoder gives for it.
fn ours(decoder: &impl ImageDecoder, bytes: &[u8]) -> Option<RgbImage> {
    let (width, height) = decoder.dimensions();
    if width != height || width > LARGE || bytes.len() > PHOTO_BYTES_KEPT {
        return None;
    }
    let picture = decoded(bytes).ok()?;
    let same = |quality: &u8| encoded(&picture, *quality).is_ok_and(|again| again == bytes);
    QUALITIES.iter().any(same).then_some(picture)
}

/// Written so that writing it again changes nothing.
fn settled(picture: &RgbImage) -> Result<Vec<u8>, Refusal> {
    let mut last = None;
    for quality in QUALITIES {
        let mut bytes = encoded(picture, quality)?;
        for _ in 0..ROUNDS {
            let again = encoded(&decoded(&bytes)?, quality)?;
            if again == bytes && bytes.len() <= PHOTO_BYTES_KEPT {
                return Ok(bytes);
            }
            if again == bytes {
                break;
            }
            bytes = again;
        }
        last = Some(bytes);
    }
    // A picture that never settles loses a little each time it moves, and is a photo all the same.
    last.filter(|bytes| bytes.len() <= PHOTO_BYTES_KEPT).ok_or(Refusal::PhotoBroken)
}

fn small(picture: &RgbImage) -> Result<Vec<u8>, Refusal> {
    let side = picture.width().min(SMALL);
    let smaller = image::imageops::resize(picture, side, side, FilterType::Lanczos3);
    encoded(&smaller, 80)
}

fn encoded(picture: &RgbImage, quality: u8) -> Result<Vec<u8>, Refusal> {
    let mut bytes = Vec::new();
    let (width, height) = picture.dimensions();
    let mut encoder = JpegEncoder::new_with_quality(&mut bytes, quality);
    encoder.encode(picture, width, height, ExtendedColorType::Rgb8).map_err(refusal)?;
    Ok(bytes)
}

fn decoded(bytes: &[u8]) -> Result<RgbImage, Refusal> {
    let decoder = JpegDecoder::new(Cursor::new(bytes)).map_err(refusal)?;
    Ok(DynamicImage::from_decoder(decoder).map_err(refusal)?.to_rgb8())
}

/// Whether a JPEG goes on to its end marker. The decoder fills what is missing with grey.
fn is_whole_jpeg(bytes: &[u8]) -> bool {
    let mut at = 2;
    while let Some([0xFF, marker]) = bytes.get(at..at + 2) {
        at += 2;
        match marker {
            0xD9 => return true,
            // Filling, and markers that stand alone.
            0xFF => at -= 1,
            0x01 | 0xD0..=0xD8 => {}
            _ => {
                let Some([high, low]) = bytes.get(at..at + 2) else { return false };
                at += usize::from(*high) * 256 + usize::from(*low);
                if *marker == 0xDA {
                    at = end_of_scan(bytes, at);
                }
            }
        }
    }
    false
}

/// Where the next marker is after the coded points of a scan.
fn end_of_scan(bytes: &[u8], from: usize) -> usize {
    let rest = bytes.get(from..).unwrap_or_default();
    let marker = |pair: &[u8]| matches!(pair, [0xFF, next] if !matches!(next, 0x00 | 0xD0..=0xD7 | 0xFF));
    from + rest.windows(2).position(marker).unwrap_or(rest.len())
}

#[cfg(test)]
mod tests;
