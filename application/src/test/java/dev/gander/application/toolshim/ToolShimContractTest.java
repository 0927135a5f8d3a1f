package dev.gander.application.toolshim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderStream;
import dev.gander.json.jackson.JsonText;
import dev.gander.testkit.FixedIds;
import dev.gander.testkit.provider.Capability;
import dev.gander.testkit.provider.ProviderContract;
import dev.gander.testkit.provider.ScriptedAnswer;
import dev.gander.testkit.provider.ScriptedInterpreter;
import dev.gander.testkit.provider.ScriptedProvider;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class ToolShimContractTest implements ProviderContract {
  /// An answer is held back until it is whole.
  @Override
  public Set<Capability> capabilities() {
    return EnumSet.complementOf(EnumSet.of(Capability.FRAGMENTS, Capability.SIGN_IN));
  }

  @Override
  public Provider provider(List<ScriptedAnswer> answers) {
    ScriptedProvider model = new ScriptedProvider();
    answers.forEach(model::answer);
    SpokenCalls calls =
        new SpokenCalls(
            Interpreter.of(new ScriptedInterpreter(), UnaryOperator.identity()),
            JsonText::parse,
            new FixedIds());
    return new ToolShim(model, calls, new ToolTexts(JsonText::write));
  }

  @Test
  void whatCameBeforeAFailureIsGivenAndTheFailureIsToldOnce() throws Exception {
    ScriptedAnswer broken =
        ScriptedAnswer.start("a1")
            .text("half")
            .fail(new ProviderException.NetworkError("gone", null));
    try (ProviderStream stream = provider(List.of(broken)).stream(request())) {
      assertEquals(
          "half",
          ProviderContract.text(ProviderContract.messages(List.of(stream.next().orElseThrow()))));
      assertThrows(ProviderException.NetworkError.class, stream::next);
      assertEquals(Optional.empty(), stream.next());
    }
  }
}
