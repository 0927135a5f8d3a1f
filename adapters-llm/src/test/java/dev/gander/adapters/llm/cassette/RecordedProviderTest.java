package dev.gander.adapters.llm.cassette;

import dev.gander.domain.message.Action;
import dev.gander.domain.permission.GooseMode;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.provider.Workplace;
import dev.gander.testkit.provider.ProviderContract;
import dev.gander.testkit.provider.ScriptedAnswer;
import dev.gander.testkit.provider.ScriptedProvider;
import java.nio.file.Path;
import java.util.List;

/// Who is listened to behaves as before.
class RecordedProviderTest implements ProviderContract {
  @Override
  public Provider provider(List<ScriptedAnswer> answers) {
    ScriptedProvider scripted = new ScriptedProvider();
    answers.forEach(scripted::answer);
    return new RecordedProvider(scripted, _ -> {});
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

  @Override
  public ProviderRequest request() {
    ProviderRequest usual = ProviderContract.super.request();
    return new ProviderRequest(
        usual.model(),
        usual.sessionId(),
        usual.system(),
        usual.messages(),
        usual.tools(),
        new Workplace(Path.of("/"), GooseMode.APPROVE, List.of()));
  }
}
