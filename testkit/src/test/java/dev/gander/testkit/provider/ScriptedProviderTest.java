package dev.gander.testkit.provider;

import dev.gander.domain.message.Action;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.model.ModelConfig;
import dev.gander.domain.permission.GooseMode;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.provider.WorkContext;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Nested;

class ScriptedProviderTest implements ProviderContract {
  @Override
  public Provider provider(List<ScriptedAnswer> answers) {
    ScriptedProvider provider = new ScriptedProvider();
    answers.forEach(provider::answer);
    return provider;
  }

  @Nested
  class AsAnAgent implements ProviderContract {
    @Override
    public Provider provider(List<ScriptedAnswer> answers) {
      ScriptedProvider provider = new ScriptedProvider().beingAnAgent();
      answers.stream().map(AsAnAgent::withoutCalls).forEach(provider::answer);
      return provider;
    }

    private static ScriptedAnswer withoutCalls(ScriptedAnswer answer) {
      return new ScriptedAnswer(
          answer.id(),
          answer.created(),
          answer.steps().stream()
              .filter(step -> !step.toString().contains("ToolRequest"))
              .toList());
    }

    @Override
    public ProviderRequest request() {
      return new ProviderRequest(
          ModelConfig.of("mock"),
          "20260304_1",
          "You are a test.",
          List.of(Message.user("u1", 1, new Content.Text("hello"))),
          List.of(),
          new WorkContext(Path.of("/"), GooseMode.APPROVE, List.of()));
    }

    @Override
    public boolean isAgent() {
      return true;
    }

    @Override
    public boolean asks() {
      return true;
    }

    @Override
    public Provider asking(Action.ToolConfirmation question) {
      return provider(
          List.of(
              ScriptedAnswer.start("a1")
                  .ask(question, ScriptedAnswer.says("allowed"), ScriptedAnswer.says("denied"))));
    }
  }
}
