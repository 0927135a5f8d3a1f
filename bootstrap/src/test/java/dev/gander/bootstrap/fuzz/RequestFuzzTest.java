package dev.gander.bootstrap.fuzz;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.bootstrap.fuzz.FuzzServer.RawAnswer;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/// Queries of a search, and the header with which a stream goes on.
class RequestFuzzTest {
  private static final String END_OF_FRAME = "\n\n";

  /// A number that another process may have given.
  private static final String FUTURE = "6916566294520398";

  private static FuzzServer server;
  private static String session;

  @BeforeContainer
  static void start() {
    server = new FuzzServer();
    session = server.session();
    server.importing(
        """
        {"id":"x","working_dir":"/w","name":"n","created_at":"2026-01-01T00:00:00Z",
        "updated_at":"2026-01-01T00:00:00Z","message_count":1,"extension_data":{},"conversation":[
        {"role":"user","created":1,"content":[{"type":"text","text":"a %_ \\u0000 goose"}]}]}""");
  }

  @AfterContainer
  static void stop() {
    server.close();
  }

  @Property
  void aSearchFindsSomethingOrSaysWhatIsWrong(@ForAll("queries") String query) {
    RawAnswer answer = server.raw("/sessions/search?" + query, "Accept: */*");

    FuzzServer.assertProper(answer.status(), answer.body(), Set.of(200, 400));
    boolean found = answer.body().contains("\r\n\r\n[");
    assertTrue(found || answer.status() == 400, answer.body());
  }

  @Property
  void anyLastEventIdOpensAStream(@ForAll("ids") String id) {
    RawAnswer answer =
        server.stream("/sessions/" + session + "/events", "Last-Event-ID: " + id, END_OF_FRAME);

    FuzzServer.assertProper(answer.status(), answer.body(), Set.of(200, 400));
    // The number of an event that was never sent is one of another process: the client reloads.
    boolean reloads = answer.body().contains("too far behind");
    assertTrue(
        answer.body().contains(": ping") || reloads || answer.status() == 400, answer.body());
  }

  @Provide
  static Arbitrary<String> queries() {
    Arbitrary<String> name =
        Arbitraries.of(
            "query", "limit", "afterDate", "after_date", "beforeDate", "before_date", "", "x");
    Arbitrary<String> value =
        Arbitraries.oneOf(
            Arbitraries.of(
                "goose",
                "%25_",
                "+",
                "%00",
                "%",
                "%zz",
                "%C3",
                "%ED%A0%80",
                "%F0%9F%AA%BF",
                "%CC%81",
                "-1",
                "0",
                "50",
                "99999999999999999999",
                "1e3",
                "2026-01-01T00:00:00Z",
                "2026-01-01T00:00:00%2B25:00",
                "%2B999999999-12-31T23:59:59Z",
                "-999999999-01-01T00:00:00%2B18:00",
                "2026-01-01",
                "(".repeat(500),
                "w+".repeat(2000)),
            Arbitraries.strings().withCharRange('!', '~').excludeChars('#').ofMaxLength(12),
            Arbitraries.strings()
                .withCharRange('\u0001', '\u00ff')
                .excludeChars('\n', '\r')
                .ofMaxLength(4));
    return Combinators.combine(name, Arbitraries.of("=", "=", "=", "", "=="), value)
        .as((n, equals, v) -> n + equals + v)
        .list()
        .ofMaxSize(5)
        .map(List::copyOf)
        .map(members -> String.join("&", members));
  }

  @Provide
  static Arbitrary<String> ids() {
    return Arbitraries.oneOf(
        Arbitraries.longs().map(String::valueOf),
        Arbitraries.longs().map(id -> Long.toUnsignedString(id)),
        Arbitraries.of(
            "", "+5", "-0", "0x1", "1 2", "9".repeat(400), "NaN", "\t7\t", "\u00b2", FUTURE),
        Arbitraries.strings()
            .withCharRange('\u0001', '\u00ff')
            .excludeChars('\n', '\r')
            .ofMaxLength(20));
  }
}
