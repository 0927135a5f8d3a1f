package dev.gander.domain.error;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionFailureTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "chunked transfer encoding, state: READING_LENGTH",
        "fixed content-length: 10, bytes received: 3",
        "EOF reached while reading",
        "closed",
        "Connection reset",
        "Broken pipe",
        "Received RST_STREAM: Internal error",
        "SSL peer shut down incorrectly",
      })
  void whatTheJdkSaysOfAConnectionThatBrokeOffIsTranslated(String message) {
    assertEquals("the connection broke off", words(new IOException(message)));
  }

  @Test
  void anAnswerThatNeverBeganIsSomethingElse() {
    assertEquals(
        "the connection was closed before an answer came",
        words(new IOException("HTTP/1.1 header parser received no bytes", new EOFException())));
  }

  @Test
  void failuresWithoutAMessageAreDescribed() {
    assertEquals("nothing accepts connections there", words(new ConnectException()));
    assertEquals("the connection broke off", words(new ClosedChannelException()));
    assertEquals("the connection broke off", words(new EOFException()));
    var unresolved = new ConnectException();
    unresolved.initCause(new UnresolvedAddressException());
    assertEquals("the host name has no address", words(unresolved));
    assertEquals("the host name has no address", words(new UnknownHostException("nosuch.")));
    assertEquals("no reason given", words(new IOException()));
  }

  @Test
  void theReasonMayBeInACause() {
    var refused = new ConnectException();
    assertEquals("nothing accepts connections there", words(new CompletionException(refused)));
    assertEquals("disk full", words(new IOException(null, new IOException("disk full"))));
  }

  @Test
  void anyOtherMessageStays() {
    assertEquals("Connection refused", words(new ConnectException("Connection refused")));
  }

  private static String words(Throwable failure) {
    return new ConnectionFailure(failure).words();
  }
}
