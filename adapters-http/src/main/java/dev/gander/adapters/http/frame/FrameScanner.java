package dev.gander.adapters.http.frame;

import java.nio.ByteBuffer;

/// Looks for three things in the bytes that an HTTP/2 client sends, however they are split:
/// RST_STREAM frames (RFC 9113, 6.4), where the head of a request, or any other frame without a
/// body, begins and ends, and heads that are too long. It only looks.
public final class FrameScanner {
  private static final int PREFACE = 24;

  /// Of the head of a frame.
  static final int HEADER = 9;

  private static final int DATA = 0;
  private static final int HEADERS = 1;
  private static final int RST_STREAM = 3;
  private static final int CONTINUATION = 9;
  private static final int END_HEADERS = 4;

  private final Findings findings;
  private final int longest;
  private final byte[] header = new byte[HEADER];
  private int headerLength;

  /// Bytes of the preface or of a frame's payload that are still to come.
  private int skip = PREFACE;

  /// Of the block of headers that has begun.
  private long blockLength;

  /// @param longest how long the head of a request may be, encoded
  public FrameScanner(Findings findings, int longest) {
    this.findings = findings;
    this.longest = longest;
  }

  /// What is told about the bytes.
  public interface Findings {
    void reset(int stream);

    void headBegins();

    void headEnds();

    /// The head of a request is longer than it may be.
    void headIsTooLong(int stream);
  }

  public void scan(byte[] bytes) {
    int at = 0;
    while (at < bytes.length) {
      if (skip > 0) {
        int skipped = Math.min(skip, bytes.length - at);
        at += skipped;
        skipped(skipped);
      } else {
        if (headerLength == 0) {
          findings.headBegins();
        }
        header[headerLength++] = bytes[at++];
        if (headerLength == HEADER) {
          frame();
        }
      }
    }
  }

  private void skipped(int length) {
    skip -= length;
    if (skip == 0) {
      payloadEnds();
    }
  }

  private void frame() {
    headerLength = 0;
    skip = number(0) >>> 8;
    if (header[3] == RST_STREAM) {
      findings.reset(stream());
    }
    measure();
    if (header[3] == DATA || skip == 0) {
      payloadEnds();
    }
  }

  private void measure() {
    switch (header[3]) {
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
    boolean isOfBlock = header[3] == HEADERS || header[3] == CONTINUATION;
    if (!isOfBlock || (header[4] & END_HEADERS) != 0) {
      findings.headEnds();
    }
  }

  private int stream() {
    return number(5) & Integer.MAX_VALUE;
  }

  private int number(int at) {
    return ByteBuffer.wrap(header).getInt(at);
  }
}
