package dev.gander.adapters.llm.services.ollama;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.provider.Delta;
import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.ToolCall;
import dev.gander.provider.kit.ClientEnvironment;
import dev.gander.provider.kit.openai.ChatDecoder;
import dev.gander.provider.testkit.TestTime;
import dev.gander.testkit.provider.ProviderContract;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class XmlCallsTest {
  private static final String CALL =
      "Let me see. <function=shell>\n<parameter=command>\necho one\n</parameter>\n"
          + "<parameter=n>1</parameter></function>\n<function=tree></function>";

  @Test
  void callsInTheTextAreCallsWhereverTheChunksAreCut() {
    for (int size = 1; size < CALL.length(); size += 3) {
      List<Delta> deltas = play(CALL, size, false);
      assertEquals("Let me see. ", text(deltas), "chunks of " + size);
      JsonObject arguments = JsonObject.builder().put("command", "echo one").put("n", "1").build();
      assertEquals(
          List.of(new ToolCall("shell", arguments), new ToolCall("tree", JsonObject.EMPTY)),
          calls(deltas),
          "chunks of " + size);
    }
  }

  @Test
  void whatOnlyLooksLikeACallStaysText() {
    assertEquals("a <func b <function", text(play("a <func b <function", 2, false)));
    assertEquals("<function=x> no end", text(play("<function=x> no end", 4, false)));
  }

  @Test
  void halfACallIsNeverRun() {
    List<Delta> deltas = play("x <function=shell><parameter=command>rm", 5, true);
    assertEquals(List.of(), calls(deltas));
    assertEquals("x <function=shell><parameter=command>rm", text(deltas));
  }

  private static List<Delta> play(String text, int size, boolean breaksOff) {
    var environment = ClientEnvironment.repeatable(TestTime.CLOCK, _ -> {});
    XmlCalls decoder = new XmlCalls(new ChatDecoder(environment), environment.uuids());
    List<Delta> deltas = new ArrayList<>();
    for (int from = 0; from < text.length(); from += size) {
      decoder.accept(
          chunk(text.substring(from, Math.min(from + size, text.length()))), deltas::add);
    }
    if (breaksOff) {
      decoder.breakOff(deltas::add);
    } else {
      decoder.end(deltas::add);
    }
    return deltas;
  }

  private static String text(List<Delta> deltas) {
    return ProviderContract.messages(deltas).stream().map(Message::text).reduce("", String::concat);
  }

  private static List<ToolCall> calls(List<Delta> deltas) {
    return ProviderContract.requests(deltas).stream()
        .map(block -> ((Content.ToolRequest) block).call())
        .map(call -> ((Outcome.Success<ToolCall>) call).value())
        .toList();
  }

  private static Json chunk(String text) {
    JsonObject choice = JsonObject.of("delta", JsonObject.of("content", Json.of(text)));
    return JsonObject.builder().put("id", "r").put("choices", JsonArray.of(choice)).build();
  }
}
