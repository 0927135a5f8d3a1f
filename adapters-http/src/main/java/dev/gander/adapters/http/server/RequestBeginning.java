package dev.gander.adapters.http.server;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/// What a connection begins with, as far as it tells which HTTP its client speaks. Each byte is
/// looked at once, however slowly they come.
final class RequestBeginning {
  private static final byte[] LINE_OF_HTTP_10 = " HTTP/1.0\r\n".getBytes(US_ASCII);
  private static final byte[] END = "\r\n\r\n".getBytes(US_ASCII);

  private final Bytes bytes = new Bytes();
  private boolean hasLine;
  private boolean isHttp10;
  private int matchedEnd;

  void add(byte[] more) {
    for (byte one : more) {
      bytes.write(one);
      if (hasLine) {
        matchEnd(one);
      } else if (one == '\n') {
        hasLine = true;
        isHttp10 = bytes.endWith(LINE_OF_HTTP_10);
        // The end of the line may be half of the end of the head.
        matchedEnd = END.length / 2;
      }
    }
  }

  private void matchEnd(byte one) {
    if (matchedEnd == END.length) {
      return;
    }
    if (one == END[matchedEnd]) {
      matchedEnd++;
    } else {
      matchedEnd = one == END[0] ? 1 : 0;
    }
  }

  /// Whether the first line is here, and all of the head if it is of HTTP/1.0; or so much that
  /// Helidon will refuse it.
  boolean isEnough() {
    int tooLong =
        HelidonListener.LONGEST_REQUEST_LINE + (isHttp10 ? HelidonListener.LONGEST_HEADERS : 0);
    boolean isWhole = hasLine && (!isHttp10 || matchedEnd == END.length);
    return isWhole || bytes.size() >= tooLong;
  }

  boolean isHttp10() {
    return isHttp10;
  }

  byte[] toByteArray() {
    return bytes.toByteArray();
  }

  private static final class Bytes extends ByteArrayOutputStream {
    boolean endWith(byte[] end) {
      return count >= end.length
          && Arrays.equals(buf, count - end.length, count, end, 0, end.length);
    }
  }
}
