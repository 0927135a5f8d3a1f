package dev.gander.provider.kit.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.gander.domain.error.ProviderException;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;

class TransportErrorsTest {
  @Test
  void failedTlsIsToldAsSuch() {
    assertEquals(
        "Could not connect securely to example.org:8443 — plaintext connection?",
        told(new SSLException("plaintext connection?")));
  }

  @Test
  void aHostThatNobodyAnswersAtCannotBeReached() {
    assertEquals(
        "Could not connect to example.org:8443 — check your network connection and try again.",
        told(new ConnectException()));
  }

  @Test
  void anythingElseBrokeTheConnection() {
    assertEquals(
        "Network error — the connection to example.org:8443 broke: received no bytes",
        told(new IOException("received no bytes")));
  }

  @Test
  void noWordsOfTheJdksDevelopersReachTheUser() {
    var cut = new EOFException("SSL peer shut down incorrectly");
    ProviderException inStream = TransportErrors.inStream(cut);

    assertEquals("Stream decode error: the connection broke off", inStream.text());
    assertEquals(
        "Network error — the connection to example.org:8443 broke: the connection broke off",
        told(cut));
  }

  private static String told(IOException failure) {
    ProviderException error = TransportErrors.of(failure, URI.create("https://example.org:8443"));
    return assertInstanceOf(ProviderException.NetworkError.class, error).text();
  }
}
