package dev.gander.domain.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.ToolCall;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignerTest {
  private static final Signer GEMINI = new Signer("gemini");
  private static final Signer CLAUDE = new Signer("claude");

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

  @ParameterizedTest
  @CsvSource({
    "anthropic,     claude-sonnet-4-5,                         claude",
    "aws_bedrock,   us.anthropic.claude-sonnet-4-5-v1:0,       claude",
    "gcp_vertex_ai, Claude-Opus-4@20250514,                    claude",
    "gcp_vertex_ai, gemini-2.5-pro,                            gemini",
    "openrouter,    google/gemini-2.5-pro,                     gemini",
    "zai,           glm-4.7,                                   zai",
  })
  void aMakersModelsKnowItsSignaturesWhereverTheyRun(String provider, String model, String name) {
    assertEquals(new Signer(name), Signer.of(provider, model));
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

    assertEquals(List.of(expected, plain), CLAUDE.readable(List.of(signed, plain), GEMINI));
  }

  @Test
  void whatItSignedItselfStays() {
    List<Message> conversation = List.of(signed, plain);

    assertEquals(conversation, GEMINI.readable(conversation, GEMINI));
    assertSame(signed, GEMINI.readable(conversation, GEMINI).getFirst());
  }

  @Test
  void aNoteTellsMoreThanTheUsualSigner() {
    Message noted = GEMINI.noteOn(signed);

    assertEquals(
        CLAUDE.readable(List.of(signed), GEMINI).getFirst().content(),
        CLAUDE.readable(List.of(noted), CLAUDE).getFirst().content());
    assertEquals(List.of(noted), GEMINI.readable(List.of(noted), CLAUDE));
  }

  @Test
  void nobodyNotesWhatAnotherHasNotedOrNobodySigned() {
    Message noted = GEMINI.noteOn(signed);

    assertEquals("gemini", noted.metadata().signer().orElseThrow());
    assertEquals(noted, CLAUDE.noteOn(noted));
    assertEquals(plain, CLAUDE.noteOn(plain));
    Message unsigned = Message.assistant("u", 3, new Content.Thinking("hm", ""));
    assertEquals(unsigned, CLAUDE.noteOn(unsigned));
  }
}
