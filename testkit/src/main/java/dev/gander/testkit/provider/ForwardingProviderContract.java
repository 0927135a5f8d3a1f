package dev.gander.testkit.provider;

import dev.gander.domain.message.Action;
import dev.gander.domain.permission.GooseMode;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.provider.WorkContext;
import java.nio.file.Path;
import java.util.List;

/// The contract of a provider that wraps another one: all capabilities of that one still work.
public interface ForwardingProviderContract extends ProviderContract {
  /// The provider under test, wrapping this one.
  Provider around(Provider inner);

  @Override
  default Provider provider(List<ScriptedAnswer> answers) {
    ScriptedProvider scripted = new ScriptedProvider();
    answers.forEach(scripted::answer);
    return around(scripted);
  }

  @Override
  default boolean asks() {
    return true;
  }

  @Override
  default Provider asking(Action.ToolConfirmation question) {
    return provider(
        List.of(
            ScriptedAnswer.start("a1")
                .ask(question, ScriptedAnswer.says("allowed"), ScriptedAnswer.says("denied"))));
  }

  @Override
  default ProviderRequest request() {
    ProviderRequest usual = ProviderContract.super.request();
    return new ProviderRequest(
        usual.model(),
        usual.sessionId(),
        usual.system(),
        usual.messages(),
        usual.tools(),
        new WorkContext(Path.of("/"), GooseMode.APPROVE, List.of()));
  }
}
