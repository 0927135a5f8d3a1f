package dev.gander.adapters.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.session.SessionId;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigInteger;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/// Whatever stands in `Last-Event-ID`, there is an answer, and it is goosed's.
class LastEventIdPropertiesTest {
  private static final int EVENTS = 4;
  private static final BigInteger END = BigInteger.TWO.pow(64);

  private static TurnApi api;
  private static SessionId id;

  @BeforeContainer
  static void start() {
    api = new TurnApi();
    id = api.session();
    api.backend.model.plays(
        voice -> {
          for (int i = 1; i < EVENTS; i++) {
            voice.says("x");
          }
        });
    try (SseClient stream = api.events(id, null)) {
      api.sessionReply(id, TurnApi.R1);
      stream.untilFinish();
    }
  }

  @AfterContainer
  static void stop() {
    api.close();
  }

  @Provide
  Arbitrary<String> anything() {
    return Arbitraries.strings().withCharRange('!', '~').withChars(" \t\u0080ÿ²").ofMaxLength(40);
  }

  @Provide
  Arbitrary<String> numbers() {
    Arbitrary<String> sign = Arbitraries.of("", "+", "-", "0", "+00");
    Arbitrary<BigInteger> number =
        Arbitraries.oneOf(
            Arbitraries.bigIntegers().between(BigInteger.ZERO, BigInteger.TEN),
            Arbitraries.bigIntegers().between(BigInteger.ZERO, END.multiply(BigInteger.TEN)));
    return sign.flatMap(before -> number.map(digits -> before + digits));
  }

  @Property(tries = 300)
  void anyTextIsAnswered(@ForAll("anything") String header) throws IOException {
    assertEquals(expected(header), ids(header), header);
  }

  @Property(tries = 300)
  void anyNumberIsAnswered(@ForAll("numbers") String header) throws IOException {
    assertEquals(expected(header), ids(header), header);
  }

  /// The rules of goosed, and of what another process has numbered.
  private static List<Long> expected(String header) {
    String text = header.strip();
    BigInteger number =
        text.matches("\\+?[0-9]+") ? new BigInteger(text.replace("+", "")) : BigInteger.ZERO;
    if (number.compareTo(END) >= 0) {
      number = BigInteger.ZERO;
    }
    boolean byTime =
        number.compareTo(BigInteger.TEN.pow(15)) >= 0
            && number.compareTo(BigInteger.TWO.pow(53)) < 0;
    if (byTime) {
      return List.of(0L);
    }
    long seen = number.min(BigInteger.valueOf(EVENTS)).longValueExact();
    return LongStream.rangeClosed(seen + 1, EVENTS).boxed().toList();
  }

  /// The numbers of the events that come before the first heartbeat, or until the end.
  private static List<Long> ids(String header) throws IOException {
    try (Socket socket = new RawClient(api.server.server().port()).connect()) {
      String request =
          "GET /sessions/"
              + id
              + "/events HTTP/1.1\r\nHost: localhost\r\nX-Secret-Key: test\r\nLast-Event-ID: "
              + header
              + "\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(ISO_8859_1));
      var lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
      assertTrue(lines.readLine().startsWith("HTTP/1.1 200 "));
      List<Long> ids = new ArrayList<>();
      String line = lines.readLine();
      while (!line.startsWith(": ping") && !line.equals("0")) {
        if (line.startsWith("id: ")) {
          ids.add(Long.parseLong(line.substring(4)));
        }
        line = lines.readLine();
      }
      return ids;
    }
  }
}
