package dev.gander.domain.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.model.ModelCatalog.Naming;
import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.ToolCall;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignerTest {
  private static final Signer POET = new Signer("poet");
  private static final Signer BARD = new Signer("bard");

  private static final Outcome<ToolCall> CALL =
      Outcome.success(new ToolCall("shell", JsonObject.EMPTY));

  private final Message signed =
      Message.assistant(
          "a",
          1,
          new Content.Thinking("hm", "sig"),
          new Content.RedactedThinking("opaque", JsonObject.EMPTY),
          new Content.Text("Done."),
          new Content.ToolRequest("c", CALL));

  private final Message plain = Message.assistant("p", 2, new Content.Text("Hello."));

  @Test
  void aFamilyKnowsItsSignaturesWhereverItRuns() {
    assertEquals(BARD, Signer.of("host", new Naming("bard-x", null, true, "bard")));
    assertEquals(new Signer("host"), Signer.of("host", Naming.plain("model")));
  }

  @Test
  void whatAnotherSignedIsUnsigned() {
    Message expected =
        Message.assistant(
            "a",
            1,
            new Content.Thinking("hm", ""),
            new Content.Text("Done."),
            new Content.ToolRequest("c", CALL));

    assertEquals(List.of(expected, plain), BARD.readable(List.of(signed, plain), POET));
  }

  @Test
  void whatItSignedItselfStays() {
    List<Message> conversation = List.of(signed, plain);

    assertEquals(conversation, POET.readable(conversation, POET));
    assertSame(signed, POET.readable(conversation, POET).getFirst());
  }

  @Test
  void aNoteTellsMoreThanTheUsualSigner() {
    Message noted = POET.noteOn(signed);

    assertEquals(
        BARD.readable(List.of(signed), POET).getFirst().content(),
        BARD.readable(List.of(noted), BARD).getFirst().content());
    assertEquals(List.of(noted), POET.readable(List.of(noted), BARD));
  }

  @Test
  void nobodyNotesWhatAnotherHasNotedOrNobodySigned() {
    Message noted = POET.noteOn(signed);

    assertEquals("poet", noted.metadata().signer().orElseThrow());
    assertEquals(noted, BARD.noteOn(noted));
    assertEquals(plain, BARD.noteOn(plain));
    Message unsigned = Message.assistant("u", 3, new Content.Thinking("hm", ""));
    assertEquals(unsigned, BARD.noteOn(unsigned));
  }
}
