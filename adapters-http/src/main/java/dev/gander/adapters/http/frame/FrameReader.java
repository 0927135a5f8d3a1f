package dev.gander.adapters.http.frame;

import static dev.gander.adapters.http.frame.Frames.CONTINUATION;
import static dev.gander.adapters.http.frame.Frames.DATA;
import static dev.gander.adapters.http.frame.Frames.END_HEADERS;
import static dev.gander.adapters.http.frame.Frames.END_STREAM;
import static dev.gander.adapters.http.frame.Frames.HEADER;
import static dev.gander.adapters.http.frame.Frames.HEADERS;
import static dev.gander.adapters.http.frame.Frames.RST_STREAM;
import static dev.gander.adapters.http.frame.Frames.SETTINGS;
import static dev.gander.adapters.http.frame.Frames.WINDOW_UPDATE;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/// Reads the frames that an HTTP/2 client sends, however they are split, before Helidon does: it
/// tells what Helidon does not, and rewrites what Helidon 4.5 takes amiss. One thread.
///
/// - RST_STREAM (RFC 9113, 6.4) for a request that has come to its end would end the connection if
///   its answer has ended, too; and it does not wake an answer that waits for its window. A
///   WINDOW_UPDATE does, and is as long.
/// - A setting that Helidon does not know spoils those after it (helidon #12196).
public final class FrameReader {
  private static final int PREFACE = 24;
  private static final int LARGEST_FRAME = 16_384;
  private static final int SETTING = Short.BYTES + Integer.BYTES;
  private static final int ENABLE_PUSH = 2;
  private static final int INITIAL_WINDOW_SIZE = 4;
  private static final int LAST_SETTING = 6;

  /// No answer needs more, and what is close to the limit of the protocol overflows in Helidon when
  /// the client gives back what it has read.
  private static final int WIDEST_WINDOW = 1 << 30;

  private final Findings findings;
  private final Http2Streams streams;
  private final int longest;

  /// The head of a frame, or a whole frame that is not passed before it has been read.
  private ByteBuffer frame = ByteBuffer.allocate(HEADER);

  /// Bytes of the preface or of a frame's payload that are still to come, and pass as they are.
  private int skip = PREFACE;

  /// Of the block of headers that has begun.
  private long blockLength;

  /// @param longest how long the head of a request may be, encoded
  public FrameReader(Findings findings, Http2Streams streams, int longest) {
    this.findings = findings;
    this.streams = streams;
    this.longest = longest;
  }

  /// What is told about the bytes.
  public interface Findings {
    /// The client gives up a request whose answer has not ended.
    void reset(int stream);

    /// The client can take so many more bytes of data over the connection.
    void windowGrows(int bytes);

    /// The client allows its streams more than HTTP/2 does.
    void windowIsTooLarge();

    void headBegins();

    void headEnds();

    /// The head of a request is longer than it may be.
    void headIsTooLong(int stream);
  }

  /// @return what Helidon is to read
  public byte[] read(byte[] bytes) {
    var passed = new ByteArrayOutputStream(bytes.length + HEADER);
    int at = 0;
    while (at < bytes.length) {
      if (skip > 0) {
        int skipped = Math.min(skip, bytes.length - at);
        passed.write(bytes, at, skipped);
        at += skipped;
        skipped(skipped);
      } else {
        if (frame.position() == 0) {
          findings.headBegins();
        }
        frame.put(bytes[at++]);
        if (!frame.hasRemaining()) {
          frameIsRead(passed);
        }
      }
    }
    return passed.toByteArray();
  }

  private void skipped(int length) {
    skip -= length;
    if (skip == 0) {
      payloadEnds();
    }
  }

  private void frameIsRead(ByteArrayOutputStream passed) {
    boolean isHead = frame.capacity() == HEADER;
    if (isHead && isReadWhole()) {
      frame = ByteBuffer.allocate(HEADER + length()).put(frame.flip());
      return;
    }
    if (isHead) {
      skip = length();
      noteStream();
      measure();
    } else {
      switch (type()) {
        case RST_STREAM -> reset();
        case WINDOW_UPDATE -> widen();
        default -> settle();
      }
    }
    passed.writeBytes(frame.array());
    if (type() == DATA || skip == 0) {
      payloadEnds();
    }
    frame = ByteBuffer.allocate(HEADER).put(frame.array(), 0, HEADER).clear();
  }

  /// A frame of a length that it must not have passes: it is Helidon's to refuse.
  private boolean isReadWhole() {
    return switch (type()) {
      case RST_STREAM, WINDOW_UPDATE -> length() == Integer.BYTES;
      case SETTINGS -> length() > 0 && length() <= LARGEST_FRAME && length() % SETTING == 0;
      default -> false;
    };
  }

  private void noteStream() {
    if (type() == HEADERS) {
      streams.head(stream());
    }
    boolean canEndStream = type() == HEADERS || type() == DATA;
    if (canEndStream && (flags() & END_STREAM) != 0) {
      streams.requestEnds(stream());
    }
  }

  private void reset() {
    int stream = stream();
    if (streams.hasRequestEnded(stream)) {
      frame.put(3, (byte) WINDOW_UPDATE).putInt(HEADER, 1);
    }
    boolean isNews = streams.isAwaited(stream);
    streams.reset(stream);
    if (isNews) {
      findings.reset(stream);
    }
  }

  private void widen() {
    if (stream() == 0) {
      findings.windowGrows(frame.getInt(HEADER) & Integer.MAX_VALUE);
    }
  }

  private void settle() {
    for (int at = HEADER; at < frame.capacity(); at += SETTING) {
      int setting = frame.getShort(at);
      int value = frame.getInt(at + Short.BYTES);
      if (setting < 1 || setting > LAST_SETTING) {
        frame.putShort(at, (short) ENABLE_PUSH).putInt(at + Short.BYTES, 0);
      } else if (setting == INITIAL_WINDOW_SIZE && value < 0) {
        findings.windowIsTooLarge();
      } else if (setting == INITIAL_WINDOW_SIZE) {
        frame.putInt(at + Short.BYTES, Math.min(value, WIDEST_WINDOW));
      }
    }
  }

  private void measure() {
    switch (type()) {
      case HEADERS -> blockLength = skip;
      case CONTINUATION -> blockLength += skip;
      default -> blockLength = 0;
    }
    if (blockLength > longest) {
      findings.headIsTooLong(stream());
    }
  }

  /// A block of headers goes on in the next frame unless it says that it has ended.
  private void payloadEnds() {
    boolean isOfBlock = type() == HEADERS || type() == CONTINUATION;
    if (!isOfBlock || (flags() & END_HEADERS) != 0) {
      findings.headEnds();
    }
  }

  private int length() {
    return frame.getInt(0) >>> 8;
  }

  private int type() {
    return frame.get(3);
  }

  private int flags() {
    return frame.get(4);
  }

  private int stream() {
    return frame.getInt(5) & Integer.MAX_VALUE;
  }
}
