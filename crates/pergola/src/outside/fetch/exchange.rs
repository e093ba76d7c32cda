//! One question and its answer over an open line, within bounds; packed answers are unpacked within the same bounds.

use std::io::Read;

use axum::http::{Request, header, response::Parts};
use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::{body::Incoming, client::conn::http1};
use hyper_util::rt::TokioIo;

use super::{FetchLimits, NotFetched, connect::Line};

const HEAD_BYTES: usize = 64 * 1_024;

pub(super) async fn ask(
    line: Box<dyn Line>,
    request: Request<Full<Bytes>>,
    limits: &FetchLimits,
) -> Result<(Parts, Vec<u8>), NotFetched> {
    let (mut sender, line) = http1::Builder::new()
        .max_buf_size(HEAD_BYTES)
        .handshake(TokioIo::new(line))
        .await
        .map_err(|_why| NotFetched::Unreachable)?;
    let work = async {
        let answer = sender.send_request(request).await.map_err(|_why| NotFetched::Unreadable)?;
        let (head, body) = answer.into_parts();
        let body = read(body, limits).await?;
        let bytes = unpack(&head, body, limits)?;
        Ok((head, bytes))
    };
    let (mut work, line) = (std::pin::pin!(work), std::pin::pin!(line));
    // The line is driven here and not by a task of its own, so that it ends when nobody waits for the answer any more.
    tokio::select! {
        done = &mut work => done,
        _ended = line => work.await,
    }
}

/// A body, or its first part.
struct Body {
    bytes: Vec<u8>,
    whole: bool,
}

async fn read(mut body: Incoming, limits: &FetchLimits) -> Result<Body, NotFetched> {
    let mut bytes = Vec::new();
    while let Some(frame) = body.frame().await {
        let frame = frame.map_err(|_why| NotFetched::Unreadable)?;
        let Some(data) = frame.data_ref() else { continue };
        let room = limits.bytes.saturating_sub(bytes.len());
        bytes.extend(data.iter().take(room));
        if data.len() > room {
            return if limits.first_part_is_enough {
                Ok(Body { bytes, whole: false })
            } else {
                Err(NotFetched::TooLarge)
            };
        }
    }
    Ok(Body { bytes, whole: true })
}

fn unpack(head: &Parts, body: Body, limits: &FetchLimits) -> Result<Vec<u8>, NotFetched> {
    let encoding = head.headers.get(header::CONTENT_ENCODING).map_or("identity", |value| value.to_str().unwrap_or("?"));
    match encoding.trim().to_ascii_lowercase().as_str() {
        "" | "identity" => Ok(body.bytes),
        "gzip" | "x-gzip" => {
            let most = u64::try_from(limits.bytes).unwrap_or(u64::MAX);
            let mut unpacked = Vec::new();
            let mut reader = flate2::read::MultiGzDecoder::new(body.bytes.as_slice()).take(most.saturating_add(1));
            let read = reader.read_to_end(&mut unpacked);
            // A first part ends in the middle of things.
            if read.is_err() && (body.whole || unpacked.is_empty()) {
                return Err(NotFetched::Unreadable);
            }
            if unpacked.len() > limits.bytes {
                if !limits.first_part_is_enough {
                    return Err(NotFetched::TooLarge);
                }
                unpacked.truncate(limits.bytes);
            }
            Ok(unpacked)
        }
        // We asked for gzip or nothing.
        _ => Err(NotFetched::Unreadable),
    }
}
