package dev.gander.adapters.mcp;

import static dev.gander.adapters.mcp.ChildExtensions.invocation;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.extension.Extension;
import dev.gander.domain.extension.ToolProgress.Elicited;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.json.jackson.JsonText;
import dev.gander.testkit.extension.RecordingProgress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A call to a server that wants its user on a page first.
class RequiredPagesTest {
  private static final String PAGES =
      "[{'mode':'url','elicitationId':'1','url':'https://a.example/x','message':'Pay'},"
          + "{'mode':'url','elicitationId':'2','url':'https://b.example/y','message':'Sign'}]";

  @TempDir private static Path folder;
  private static Extension server;

  private final RecordingProgress willing = new RecordingProgress(new Elicited("accept", null));

  @BeforeAll
  static void start() throws InterruptedException {
    server = ChildExtensions.start(ChildExtensions.misbehaving(), folder);
  }

  @AfterAll
  static void close() {
    server.close();
  }

  @Test
  void theUserIsAskedToVisitEachPageAndTheCallIsMadeAgain() throws Exception {
    assertEquals("visited", call(willing, 1, PAGES));
    assertEquals(
        List.of(
            new RecordingProgress.Question("Pay", json("{'url':'https://a.example/x'}")),
            new RecordingProgress.Question("Sign", json("{'url':'https://b.example/y'}"))),
        willing.questions());
  }

  @Test
  void theCallIsMadeAgainOnce() throws Exception {
    var e = assertThrows(ExtensionException.class, () -> call(willing, 2, PAGES));
    assertTrue(e.coded().startsWith("-32042: The user has opened the page"), e::coded);
    assertFalse(e.coded().contains("a.example"), e::coded);
    assertEquals("visited", call(willing, 2, PAGES), "the third call");
  }

  @Test
  void whoDeclinesIsNotSentToTheNextPage() throws Exception {
    var unwilling = new RecordingProgress();
    var e = assertThrows(ExtensionException.class, () -> call(unwilling, 1, PAGES));
    assertTrue(e.coded().startsWith("-32042: The user did not visit"), e::coded);
    assertFalse(e.coded().contains("a.example"), e::coded);
    assertEquals(1, unwilling.questions().size());
    assertEquals("visited", call(unwilling, 1, PAGES), "nothing was called meanwhile");
  }

  /// An app that calls a tool itself gets to know the pages.
  @Test
  void whereNobodyCanBeAskedTheErrorStaysAsItIs() throws Exception {
    var e = assertThrows(ExtensionException.class, () -> call(willing.unattended(), 1, PAGES));
    assertTrue(e.coded().startsWith("-32042: Visit first"), e::coded);
    assertTrue(e.coded().contains("https://a.example/x"), e::coded);
    assertEquals("visited", call(willing, 1, PAGES));
  }

  @Test
  void pagesThatNoBrowserShouldOpenAreNotShown() throws Exception {
    List<String> unusable =
        List.of(
            "[{'mode':'url','url':'file:///etc/passwd','message':'m'}]",
            "[{'mode':'url','url':'javascript:alert(1)','message':'m'}]",
            "[{'message':'no page'}]",
            "[]",
            "[5]",
            "'none'",
            "[" + "{'url':'https://a.example'},".repeat(5) + "{'url':'https://a.example'}]");
    for (String pages : unusable) {
      assertThrows(ExtensionException.class, () -> call(willing, 1, pages), pages);
      assertEquals("visited", call(willing, 1, pages), pages);
    }
    assertEquals(List.of(), willing.questions());
  }

  private static String call(RecordingProgress progress, int refusals, String pages)
      throws InterruptedException {
    JsonObject arguments =
        new JsonObject(
            Map.of("count", Json.of(refusals), "data", JsonObject.of("elicitations", json(pages))));
    return server.call(invocation("pages", arguments), progress).joinedText();
  }

  private static Json json(String text) {
    return JsonText.parse(text.replace('\'', '"'));
  }
}
