//! Files that people may send, good and bad.

use image::{
    DynamicImage, ExtendedColorType, ImageEncoder, Rgb, RgbImage, Rgba, RgbaImage,
    codecs::{png::PngEncoder, webp::WebPEncoder},
};
use pergola_domain::members::{PHOTO_BYTES_KEPT, Refusal};
use proptest::prelude::*;

use super::{LARGE, SMALL, decoded, develop, encoded};
use crate::testkit::{claims, png_chunk};

/// Something like a photo: slopes of colour and some grain, red at the top and blue at the left edge.
fn picture(width: u32, height: u32, grain: u32) -> RgbImage {
    let mut seed = 7_u64;
    RgbImage::from_fn(width, height, |x, y| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        let noise = u32::try_from(seed % 1_000).unwrap() * grain / 1_000;
        let part = |of: u32, all: u32| u8::try_from((of * 200 / all.max(1) + noise).min(255)).unwrap();
        Rgb([255 - part(y, height), part(x, width), part((x + y) / 2, width.max(height))])
    })
}

fn jpeg(picture: &RgbImage) -> Vec<u8> {
    encoded(picture, 90).unwrap()
}

fn png(picture: &DynamicImage) -> Vec<u8> {
    let mut bytes = Vec::new();
    picture.write_with_encoder(PngEncoder::new(&mut bytes)).unwrap();
    bytes
}

fn webp(picture: &RgbImage) -> Vec<u8> {
    let mut bytes = Vec::new();
    let (width, height) = picture.dimensions();
    let encoder = WebPEncoder::new_lossless(&mut bytes);
    encoder.write_image(picture, width, height, ExtendedColorType::Rgb8).unwrap();
    bytes
}

/// The width and height of a JPEG, as its head says.
fn size(bytes: &[u8]) -> (u32, u32) {
    decoded(bytes).unwrap().dimensions()
}

/// With EXIF that says how it is to be turned, and where it was taken.
fn with_exif(bytes: &[u8], orientation: u8) -> Vec<u8> {
    let mut tiff = b"Exif\0\0MM\0\x2A\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
    tiff.extend_from_slice(&[orientation, 0, 0, 0, 0, 0, 0]);
    tiff.extend_from_slice(b"GPS 43.6158 13.5189 Ancona");
    let length = u16::try_from(tiff.len() + 2).unwrap().to_be_bytes();
    [&bytes[..2], &[0xFF, 0xE1], &length, &tiff, &bytes[2..]].concat()
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

#[test]
fn each_kind_becomes_a_square_in_two_sizes() {
    let photo = picture(900, 700, 30);
    for bytes in [jpeg(&photo), png(&photo.clone().into()), webp(&photo)] {
        let made = develop(&bytes).unwrap();
        assert_eq!((size(&made.large), size(&made.small)), ((LARGE, LARGE), (SMALL, SMALL)));
        assert!(made.large.len() <= PHOTO_BYTES_KEPT && made.small.len() < made.large.len());
    }
    for (width, height) in [(1, 1), (90, 60), (1, 3_000), (3_000, 2)] {
        let made = develop(&png(&picture(width, height, 0).into())).unwrap();
        let side = width.min(height).min(LARGE);
        assert_eq!(size(&made.large), (side, side), "{width} by {height}: nothing is blown up");
    }
    let grey = png(&DynamicImage::from(picture(400, 400, 9)).to_luma16().into());
    assert_eq!(size(&develop(&grey).unwrap().large), (LARGE, LARGE));
}

#[test]
fn a_photo_of_ours_stays_as_it_is_to_the_byte() {
    for (width, height, grain) in [(900, 700, 0), (700, 900, 60), (800, 800, 400), (640, 640, 1_200), (40, 50, 90)] {
        let made = develop(&jpeg(&picture(width, height, grain))).unwrap();
        assert_eq!(develop(&made.large).unwrap(), made, "{width} by {height}, grain {grain}");
        assert!(made.large.len() <= PHOTO_BYTES_KEPT, "{} bytes", made.large.len());
    }
}

#[test]
fn it_stands_upright_and_what_its_file_said_is_gone() {
    // Lying on its left side: what is red at the top of the file belongs to the right.
    let lying = with_exif(&jpeg(&picture(600, 600, 0)), 6);
    let made = develop(&lying).unwrap();
    let upright = decoded(&made.large).unwrap();
    let red = |x, y| i32::from(upright.get_pixel(x, y).0[0]);
    assert!(red(LARGE - 8, LARGE / 2) > red(8, LARGE / 2) + 100, "{} {}", red(LARGE - 8, 160), red(8, 160));
    let straight = develop(&jpeg(&picture(600, 600, 0))).unwrap();
    let red = decoded(&straight.large).unwrap();
    assert!(red.get_pixel(160, 8).0[0] > red.get_pixel(160, 312).0[0]);
    for photo in [&made.large, &made.small] {
        assert!(!contains(photo, b"Exif") && !contains(photo, b"GPS") && !contains(photo, b"Ancona"));
    }
}

#[test]
fn a_tall_one_keeps_its_upper_part_and_a_wide_one_its_middle() {
    let tall = RgbImage::from_fn(300, 900, |_, y| if y < 500 { Rgb([250, 0, 0]) } else { Rgb([0, 0, 250]) });
    let made = decoded(&develop(&png(&tall.into())).unwrap().large).unwrap();
    assert!(made.get_pixel(150, 290).0[0] > 200, "from 200 to 500: all of it red");
    let wide =
        RgbImage::from_fn(900, 300, |x, _| if (300..600).contains(&x) { Rgb([0, 250, 0]) } else { Rgb([9, 9, 9]) });
    let made = decoded(&develop(&png(&wide.into())).unwrap().large).unwrap();
    assert!(made.get_pixel(8, 150).0[1] > 200 && made.get_pixel(292, 150).0[1] > 200);
}

#[test]
fn what_can_be_seen_through_lies_on_white() {
    let clear = RgbaImage::from_pixel(50, 50, Rgba([200, 0, 0, 0]));
    let made = decoded(&develop(&png(&clear.into())).unwrap().large).unwrap();
    assert!(made.pixels().all(|pixel| pixel.0.iter().all(|colour| *colour > 250)));
}

#[test]
fn a_page_behind_a_picture_is_left_behind() {
    let page = b"<html><script>alert(document.cookie)</script></html>";
    let photo = picture(500, 500, 30);
    let ours = develop(&jpeg(&photo)).unwrap().large;
    for bytes in [jpeg(&photo), png(&photo.clone().into()), webp(&photo), ours.clone()] {
        let made = develop(&[bytes.as_slice(), page].concat()).unwrap();
        assert!(!contains(&made.large, b"script") && !contains(&made.small, b"script"));
    }
    // In a comment inside, and in the name of a table.
    let comment = [&[0xFF, 0xFE, 0, 0x36][..], page].concat();
    let made = develop(&[&ours[..2], &comment, &ours[2..]].concat()).unwrap();
    assert!(!contains(&made.large, b"script"));
    assert_eq!(develop(&[page.as_slice(), &ours].concat()), Err(Refusal::PhotoUnreadable));
}

#[test]
fn what_is_no_picture_is_refused() {
    let gif = b"GIF89a\x01\0\x01\0\0\0\0;";
    let svg = b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script/></svg>";
    for bytes in [&b""[..], b"x", b"hello", gif, svg, b"%PDF-1.7", b"RIFF\0\0\0\0WAVE", b"\0\0\0\x1cftypheic"] {
        assert_eq!(develop(bytes), Err(Refusal::PhotoUnreadable), "{:?}", String::from_utf8_lossy(bytes));
    }
}

#[test]
fn one_that_is_cut_off_is_refused() {
    let photo = picture(500, 400, 40);
    for bytes in [jpeg(&photo), png(&photo.clone().into()), webp(&photo)] {
        for part in [bytes.len() / 2, bytes.len() * 9 / 10, 40, 20, 12] {
            let refused = develop(&bytes[..part]).unwrap_err();
            assert_eq!(refused, Refusal::PhotoBroken, "{part} of {} bytes", bytes.len());
        }
    }
    assert_eq!(develop(b"\xFF\xD8\xFF\xD9"), Err(Refusal::PhotoBroken));
    assert_eq!(develop(b"\x89PNG\r\n\x1a\n"), Err(Refusal::PhotoBroken));
}

#[test]
fn one_too_large_to_unfold_is_refused_by_its_head() {
    let small = jpeg(&picture(16, 16, 0));
    for (width, height) in [(20_000, 20_000), (12_001, 10), (10, 12_001), (5_100, 5_000)] {
        assert_eq!(develop(&claims(small.clone(), width, height)), Err(Refusal::PhotoTooWide), "{width} by {height}");
    }
    let mut head = Vec::from(b"\x89PNG\r\n\x1a\n");
    let sides = [20_000_u32.to_be_bytes(), 20_000_u32.to_be_bytes()].concat();
    head.extend(png_chunk(b"IHDR", &[sides.as_slice(), &[8, 2, 0, 0, 0]].concat()));
    // Four hundred megapixels of zeros pack into almost nothing; here not even that much is sent.
    head.extend(png_chunk(b"IDAT", &[0x78, 0x9C, 0x63, 0, 0, 0, 1, 0, 1]));
    head.extend(png_chunk(b"IEND", b""));
    assert_eq!(develop(&head), Err(Refusal::PhotoTooWide));
    let mut canvas = b"RIFF\x1e\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0".to_vec();
    canvas.extend_from_slice(&[0x1f, 0x4e, 0, 0x1f, 0x4e, 0]);
    canvas.extend_from_slice(b"VP8L\0\0\0\0");
    assert_eq!(develop(&canvas), Err(Refusal::PhotoTooWide));
}

#[test]
fn one_that_moves_is_refused() {
    let still = png(&picture(20, 20, 0).into());
    let after_head = 8 + 12 + 13;
    let moving = png_chunk(b"acTL", &[0, 0, 0, 2, 0, 0, 0, 0]);
    let moves = [&still[..after_head], moving.as_slice(), &still[after_head..]].concat();
    assert_eq!(develop(&moves), Err(Refusal::PhotoMoves));

    let still = webp(&picture(20, 20, 0));
    let pixels = &still[12..];
    let riff = |kind: &[u8; 4], data: &[u8]| {
        let length = u32::try_from(data.len()).unwrap().to_le_bytes();
        [kind.as_slice(), &length, data, &[0][..data.len() % 2]].concat()
    };
    let frame = [&[0_u8; 6][..], &[19, 0, 0, 19, 0, 0, 100, 0, 0, 0], pixels].concat();
    let body = [
        b"WEBP".to_vec(),
        riff(b"VP8X", &[0x02, 0, 0, 0, 19, 0, 0, 19, 0, 0]),
        riff(b"ANIM", &[0; 6]),
        riff(b"ANMF", &frame),
        riff(b"ANMF", &frame),
    ]
    .concat();
    assert_eq!(develop(&riff(b"RIFF", &body)), Err(Refusal::PhotoMoves));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever is done to a file, something comes of it, and what comes is a photo of ours or a refusal.
    #[test]
    fn no_bytes_break_it(kind in 0..3, spoilt in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12)) {
        let photo = picture(64, 48, 80);
        let mut bytes = match kind { 0 => jpeg(&photo), 1 => png(&photo.into()), _ => webp(&photo) };
        for (place, byte) in spoilt {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        if let Ok(made) = develop(&bytes) {
            prop_assert_eq!(develop(&made.large).unwrap(), made);
        }
    }
}
