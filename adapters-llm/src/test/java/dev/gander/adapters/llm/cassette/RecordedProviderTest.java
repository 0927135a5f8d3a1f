package dev.gander.adapters.llm.cassette;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.testkit.provider.ProviderContract;
import dev.gander.testkit.provider.ScriptedAnswer;
import dev.gander.testkit.provider.ScriptedProvider;
import java.lang.reflect.Method;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Who is listened to behaves as before.
class RecordedProviderTest implements ProviderContract {
  @Override
  public Provider provider(List<ScriptedAnswer> answers) {
    ScriptedProvider scripted = new ScriptedProvider();
    answers.forEach(scripted::answer);
    return new RecordedProvider(scripted, _ -> {});
  }

  /// A method that the port gets one day must not fall back to its default here.
  @Test
  void everyMethodOfThePortIsPassedOn() throws NoSuchMethodException {
    for (Method method : Provider.class.getMethods()) {
      assertEquals(
          RecordedProvider.class,
          RecordedProvider.class
              .getMethod(method.getName(), method.getParameterTypes())
              .getDeclaringClass(),
          method.getName());
    }
    for (Method method : ProviderSettings.class.getMethods()) {
      // What a provider needs is one of the others, which must be overheard.
      if (!method.getName().startsWith("need")) {
        Method own =
            OverheardSettings.class.getMethod(method.getName(), method.getParameterTypes());
        assertEquals(OverheardSettings.class, own.getDeclaringClass(), method.getName());
      }
    }
  }
}
