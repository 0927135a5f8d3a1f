package dev.gander.adapters.acp.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.adapters.acp.GooseTalk;
import dev.gander.testkit.provider.ScriptedAnswer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SystemPromptMethodsTest {
  private final GooseTalk talk = new GooseTalk();
  private final String id = talk.session().id().value();

  @AfterEach
  void close() {
    talk.close();
  }

  @Test
  void theModelSeesAnotherBeginningAndWhatIsAppended() throws InterruptedException {
    set("'mode': 'set', 'text': 'You are a poet.'");
    set("'key': 'a', 'text': 'Be short.'");
    set("'key': 'b', 'text': 'Rhyme.'");
    set("'key': 'a', 'text': ''");
    assertEquals("You are a poet.\n\n# Additional Instructions:\n\nRhyme.", systemPrompt());

    set("'mode': 'set', 'text': ''");
    assertTrue(systemPrompt().endsWith("# Additional Instructions:\n\nRhyme."));
    assertTrue(!systemPrompt().contains("poet"));
  }

  private void set(String params) throws InterruptedException {
    talk.done("session/system-prompt/set", "{'sessionId': '%s', %s}".formatted(id, params));
  }

  private String systemPrompt() throws InterruptedException {
    talk.backend.model.answer(ScriptedAnswer.says("Hm."));
    talk.prompt(id, "Go on.");
    return talk.backend.model.requests().getLast().system();
  }

  @Test
  void whatCannotBeSetIsExplained() throws InterruptedException {
    assertEquals(
        "-32602: \"key cannot be empty for append mode\"", notSet(id, "'key': ' ', 'text': 'x'"));
    assertEquals("-32602: \"missing field `text`\"", notSet(id, "'key': 'a'"));
    assertTrue(notSet(id, "'mode': 'magic', 'text': 'x'").startsWith("-32602: "));
    assertEquals("-32002: \"Session not found: nope\"", notSet("nope", "'key': 'a', 'text': 'x'"));
  }

  private String notSet(String session, String params) throws InterruptedException {
    return talk.error(
        "session/system-prompt/set", "{'sessionId': '%s', %s}".formatted(session, params));
  }
}
