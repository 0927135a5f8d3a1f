package dev.gander.testkit.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.provider.ToolCallInterpreter;
import dev.gander.domain.tool.Tool;
import dev.gander.domain.tool.ToolCall;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The contract of every [ToolCallInterpreter].
public interface ToolCallInterpreterContract {
  List<Tool> TOOLS =
      List.of(
          new Tool("shell", "Runs 100% of a command", JsonObject.EMPTY, JsonObject.EMPTY),
          new Tool("tree", null, JsonObject.EMPTY, JsonObject.EMPTY));

  /// An interpreter whose model finds these calls.
  ToolCallInterpreter finding(List<ToolCall> calls) throws Exception;

  /// One interpreter for each way in which its model can answer with something other than calls.
  List<ToolCallInterpreter> confused() throws Exception;

  /// An interpreter whose model cannot be reached.
  ToolCallInterpreter gone() throws Exception;

  /// An interpreter whose model never answers.
  ToolCallInterpreter silent() throws Exception;

  @Test
  default void callsComeInTheirOrder() throws Exception {
    List<ToolCall> calls =
        List.of(
            new ToolCall("tree", JsonObject.EMPTY),
            new ToolCall("shell", JsonObject.of("command", Json.of("ls \"ä\""))),
            new ToolCall("no_such_tool", JsonObject.EMPTY));

    assertEquals(calls, finding(calls).ask("I look around.", TOOLS, "small").calls());
  }

  @Test
  default void wordsMayAskForNothing() throws Exception {
    assertEquals(List.of(), finding(List.of()).ask("Hello!", TOOLS, "small").calls());
  }

  @Test
  default void anAnswerThatIsNoListOfCallsIsAFailure() throws Exception {
    for (ToolCallInterpreter interpreter : confused()) {
      ProviderException failure =
          assertThrows(
              ProviderException.class,
              () -> interpreter.ask("I look around.", TOOLS, "small").calls());
      assertFalse(failure.text().isBlank());
    }
  }

  @Test
  default void anInterpreterThatIsGoneIsAFailure() throws Exception {
    ToolCallInterpreter interpreter = gone();
    assertThrows(ProviderException.class, () -> interpreter.ask("Hello!", TOOLS, "small"));
  }

  @Test
  default void anInterruptEndsTheWait() throws Exception {
    ToolCallInterpreter interpreter = silent();
    Thread.currentThread().interrupt();
    assertThrows(InterruptedException.class, () -> interpreter.ask("Hello!", TOOLS, "small"));
  }
}
