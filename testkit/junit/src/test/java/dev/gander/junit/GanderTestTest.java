package dev.gander.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.bootstrap.GanderServer;
import dev.gander.client.Chat;
import dev.gander.client.ChatAnswer;
import dev.gander.client.ChatFailure;
import dev.gander.client.GanderClient;
import dev.gander.domain.error.ProviderException;
import dev.gander.domain.message.Message;
import dev.gander.testkit.provider.ScriptedAnswer;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/// The annotation as its users see it, and what JUnit makes of classes that use it.
@GanderTest(mode = "approve", extensions = "developer")
class GanderTestTest {
  @Test
  void theModelPlaysItsScriptAndTellsWhatItWasAsked(ScriptedModel model, Chat chat) {
    model.says("Hel", "lo").says("Bye");

    assertEquals("Hello", chat.ask("Good morning").text());
    assertEquals("Bye", chat.ask("Good night").text());

    assertTrue(model.lastAsked().text().contains("Good night"), model.lastAsked().text());
    assertTrue(model.lastAsked().tools().contains("shell"));
    assertEquals(2, model.asked().size());
    assertEquals(
        List.of("Good morning", "Hello", "Good night", "Bye"),
        chat.messages().stream().map(Message::text).toList());
    model.assertPlayed();
  }

  @Test
  void anAnswerIsReadAsItComes(ScriptedModel model, Chat chat) {
    model.says("Hel", "lo");
    List<String> fragments = new ArrayList<>();

    chat.ask("Good morning", message -> fragments.add(message.text()));

    assertEquals("Hello", String.join("", fragments));
  }

  @Test
  void aReaderThatThrowsEndsTheTurn(ScriptedModel model, Chat chat) {
    model.says("Hel", "lo").says("next");

    assertThrows(
        ArithmeticException.class,
        () ->
            chat.ask(
                "Good morning",
                _ -> {
                  throw new ArithmeticException();
                }));
    assertEquals("next", chat.ask("And now?").text());
  }

  @Test
  void aChatGoesOnWithAnotherClient(ScriptedModel model, Chat chat, GanderServer server) {
    model.says("one").says("two");
    chat.ask("first");

    try (GanderClient other = new GanderClient(server.uri(), server.key())) {
      Chat same = other.chat(chat.id());
      assertEquals("two", same.ask("second").text());
      assertEquals(chat.folder(), same.folder());
    }
    assertEquals(4, chat.messages().size());
  }

  @Test
  void aCallThatIsAllowedRuns(ScriptedModel model, Chat chat) {
    model.calls("shell", "{\"command\": \"echo made > file; echo done\"}").says("It is there.");

    ChatAnswer answer = chat.allowing().ask("Make a file");

    assertEquals("It is there.", answer.text());
    assertEquals("shell", answer.questions().getFirst().toolName());
    assertEquals("shell", answer.calls().getFirst().name());
    assertTrue(Files.exists(chat.folder().resolve("file")));
    assertTrue(model.lastAsked().results().getFirst().contains("done"));
  }

  @Test
  void aCallThatIsDeniedDoesNotRun(ScriptedModel model, Chat chat) {
    model.calls("shell", "{\"command\": \"touch file\"}").says("As you like.");

    assertEquals("As you like.", chat.denying().ask("Make a file").text());

    assertFalse(Files.exists(chat.folder().resolve("file")));
    assertTrue(model.lastAsked().results().getFirst().contains("declined"));
  }

  @Test
  void aCallThatNobodyDecidesOnFails(ScriptedModel model, Chat chat) {
    model.calls("shell", "{\"command\": \"true\"}");

    var failure = assertThrows(ChatFailure.class, () -> chat.ask("Do something"));

    assertTrue(failure.getMessage().contains("`shell`"), failure.getMessage());
    assertEquals(1, failure.answer().questions().size());
  }

  @Test
  void failuresArriveAsTheServerTellsThem(ScriptedModel model, Chat chat) {
    model.fails("no such model").fails(new ProviderException.Authentication("bad key"));

    assertTrue(said(chat).contains("no such model"));
    assertTrue(said(chat).contains("bad key"));
  }

  @Test
  void aScriptThatIsTooShortSaysWhatHasNoAnswer(ScriptedModel model, Chat chat) {
    model.says("one");

    chat.ask("first");

    String said = said(chat);
    assertTrue(said.contains("no answer left") && said.contains("again"), said);
  }

  @Test
  void aScriptThatIsTooLongIsAFailure(ScriptedModel model, Chat chat) {
    model.says("one").says("two");

    chat.ask("first");

    var failure = assertThrows(AssertionError.class, model::assertPlayed);
    assertTrue(failure.getMessage().contains("1 answers"), failure.getMessage());
  }

  @Test
  void whatMatchesARuleDoesNotUseTheScript(ScriptedModel model, Chat chat, Chat other) {
    model.says("from the script");
    model.when(asked -> asked.text().contains("weather"), ScriptedAnswer.says("sunny"));

    assertEquals("sunny", chat.ask("the weather?").text());
    assertEquals("from the script", other.ask("the time?").text());
  }

  @Test
  void aModelThatHangsIsNotedInTheEnd(ScriptedModel model, Chat chat) {
    // A server's first turn takes longer, and what comes too late is not in the answer.
    model.says("Yes.");
    chat.ask("Hello?");
    model.answers(ScriptedAnswer.start("a").text("Well").hang(new CountDownLatch(1)));

    var failure =
        assertThrows(
            ChatFailure.class, () -> chat.waiting(Duration.ofSeconds(3)).ask("Are you there?"));

    assertEquals("Well", failure.answer().text());
  }

  @Test
  void otherOperationsAreCalledAsJson(GanderClient client, Chat chat) {
    assertTrue(client.get("/sessions").toString().contains(chat.id()));
    var failure = assertThrows(IllegalStateException.class, () -> client.get("/nowhere"));
    assertTrue(failure.getMessage().contains("404"), failure.getMessage());
  }

  private static String said(Chat chat) {
    try {
      return chat.ask("again").text();
    } catch (ChatFailure e) {
      return e.getMessage();
    }
  }
}
