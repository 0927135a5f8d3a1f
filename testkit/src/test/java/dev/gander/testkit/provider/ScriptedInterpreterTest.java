package dev.gander.testkit.provider;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.provider.ToolCallInterpreter;
import dev.gander.domain.tool.ToolCall;
import java.util.List;

class ScriptedInterpreterTest implements ToolCallInterpreterContract {
  @Override
  public ToolCallInterpreter finding(List<ToolCall> calls) {
    return new ScriptedInterpreter().find(calls.toArray(ToolCall[]::new));
  }

  @Override
  public List<ToolCallInterpreter> confused() {
    return List.of(new ScriptedInterpreter().confused());
  }

  @Override
  public ToolCallInterpreter gone() {
    return new ScriptedInterpreter().failing(new ProviderException.NetworkError("gone", null));
  }

  @Override
  public ToolCallInterpreter silent() {
    return new ScriptedInterpreter().silent();
  }
}
