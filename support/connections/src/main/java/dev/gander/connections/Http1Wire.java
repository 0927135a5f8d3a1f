package dev.gander.connections;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentLengthStrategy;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.DefaultContentLengthStrategy;
import org.apache.hc.core5.http.impl.io.ChunkedInputStream;
import org.apache.hc.core5.http.impl.io.ContentLengthInputStream;
import org.apache.hc.core5.http.impl.io.DefaultHttpRequestWriter;
import org.apache.hc.core5.http.impl.io.DefaultHttpResponseParser;
import org.apache.hc.core5.http.impl.io.IdentityInputStream;
import org.apache.hc.core5.http.impl.io.SessionInputBufferImpl;
import org.apache.hc.core5.http.impl.io.SessionOutputBufferImpl;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;

/// Messages of HTTP/1.1 on one connection. One thread at a time.
final class Http1Wire {
  static final String BROKEN_OFF = "the connection broke off";

  private static final int RECEIVED_AT_ONCE = 8 * 1024;
  private static final int SENT_AT_ONCE = 1024;

  /// The JDK copies what is left to be written to memory of its own, each time.
  private static final int WRITTEN_AT_ONCE = 64 * 1024;

  private static final Http1Config LIMITS =
      Http1Config.custom()
          .setMaxLineLength(64 * 1024)
          .setMaxHeaderCount(500)
          .setMaxEmptyLineCount(10)
          .build();

  private final SessionInputBufferImpl received =
      new SessionInputBufferImpl(RECEIVED_AT_ONCE, LIMITS.getMaxLineLength());
  private final SessionOutputBufferImpl sent = new SessionOutputBufferImpl(SENT_AT_ONCE);
  private final DefaultHttpResponseParser answers = new DefaultHttpResponseParser(LIMITS);
  private final DefaultHttpRequestWriter requests = new DefaultHttpRequestWriter();
  private final InputStream in;
  private final OutputStream out;
  private ServiceConnection.Wait wait = InputStream::read;
  private boolean hasEnded;

  Http1Wire(Link link) {
    this.in = new Received(link.in());
    this.out = link.out();
  }

  /// Has each wait for more done by `other`.
  void waiting(ServiceConnection.Wait other) {
    wait = other;
  }

  /// Sends a request.
  ///
  /// @param content in parts
  void send(BasicClassicHttpRequest head, List<byte[]> content) throws IOException {
    try {
      requests.write(head, sent, out);
    } catch (HttpException e) {
      throw new IOException("the request cannot be written: " + e.getMessage(), e);
    }
    for (byte[] part : content) {
      for (int start = 0; start < part.length; start += WRITTEN_AT_ONCE) {
        sent.write(part, start, Math.min(WRITTEN_AT_ONCE, part.length - start), out);
      }
    }
    sent.flush(out);
  }

  /// Waits for the head of the answer; interim ones, such as `100 Continue`, are skipped.
  ClassicHttpResponse head() throws IOException {
    try {
      ClassicHttpResponse head = answers.parse(received, in);
      while (head != null && isInterim(head.getCode())) {
        head = answers.parse(received, in);
      }
      if (head == null) {
        throw new IOException("the connection was closed before an answer came");
      }
      if (hasEnded) {
        throw new IOException(BROKEN_OFF);
      }
      return head;
    } catch (HttpException | IllegalArgumentException e) {
      throw new IOException(hasEnded ? BROKEN_OFF : "the answer is not HTTP: " + e.getMessage(), e);
    }
  }

  private static boolean isInterim(int status) {
    return status / 100 == 1 && status != 101;
  }

  /// The content that follows a head; empty if none does.
  Optional<InputStream> content(ClassicHttpResponse head) throws IOException {
    if (head.getCode() == 204 || head.getCode() == 304) {
      return Optional.empty();
    }
    long length = length(head);
    if (length == ContentLengthStrategy.CHUNKED) {
      return Optional.of(new ChunkedInputStream(received, in, LIMITS));
    }
    if (length == ContentLengthStrategy.UNDEFINED) {
      return Optional.of(new IdentityInputStream(received, in));
    }
    return length == 0
        ? Optional.empty()
        : Optional.of(new ContentLengthInputStream(received, in, length));
  }

  /// Whether two headers tell its length: whoever reads it otherwise than we do finds other answers
  /// behind it.
  static boolean isAmbiguous(ClassicHttpResponse head) {
    return head.containsHeader(HttpHeaders.CONTENT_LENGTH)
        && head.containsHeader(HttpHeaders.TRANSFER_ENCODING);
  }

  private static long length(ClassicHttpResponse head) throws IOException {
    dropRepeated(head, HttpHeaders.CONTENT_LENGTH);
    dropRepeated(head, HttpHeaders.TRANSFER_ENCODING);
    try {
      return DefaultContentLengthStrategy.INSTANCE.determineLength(head);
    } catch (HttpException e) {
      throw new IOException("the answer has no valid length: " + e.getMessage(), e);
    }
  }

  /// Some services say it once themselves, and their gateway once more.
  private static void dropRepeated(ClassicHttpResponse head, String name) {
    Header[] all = head.getHeaders(name);
    if (all.length > 1
        && Arrays.stream(all).allMatch(each -> each.getValue().equals(all[0].getValue()))) {
      head.removeHeaders(name);
      head.addHeader(all[0]);
    }
  }

  /// Whether bytes have arrived that nobody has read.
  boolean hasMore() throws IOException {
    return received.hasBufferedData() || in.available() > 0;
  }

  /// What the connection receives.
  private final class Received extends InputStream {
    private final InputStream source;

    Received(InputStream source) {
      this.source = source;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      try {
        int count = wait.read(source, target, offset, length);
        hasEnded = count < 0;
        return count;
      } catch (SSLException e) {
        throw Link.below(e);
      }
    }

    @Override
    public int available() throws IOException {
      return source.available();
    }
  }
}
