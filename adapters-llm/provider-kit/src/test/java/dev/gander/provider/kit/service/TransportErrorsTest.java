package dev.gander.provider.kit.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.gander.domain.error.ProviderException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.nio.channels.UnresolvedAddressException;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;

class TransportErrorsTest {
  @Test
  void failedTlsIsToldAlsoWhenTheClientNoticedTheSilenceFirst() {
    var tls = new SSLException("plaintext connection?");

    assertEquals(
        "Could not connect securely to example.org:8443 — plaintext connection?", told(tls));
    assertEquals(told(tls), told(new IOException("received no bytes", new IOException("", tls))));
  }

  @Test
  void hostsWithoutAnAddressCannotBeReached() {
    assertEquals(
        told(new ConnectException()), told(new IOException(new UnresolvedAddressException())));
  }

  @Test
  void anythingElseBrokeTheConnection() {
    assertEquals(
        "Network error — the connection to example.org:8443 broke: received no bytes",
        told(new IOException("received no bytes")));
  }

  @Test
  void noWordsOfTheJdksDevelopersReachTheUser() {
    var cut = new IOException("chunked transfer encoding, state: READING_LENGTH");
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
