package dev.gander.provider.kit.signin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.gander.domain.config.ChildEnvironment;
import dev.gander.domain.provider.Programs;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.domain.provider.signin.SignInStep;
import dev.gander.oauth.DesktopBrowser;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class UsersBrowserTest {
  @Test
  void aBrowserGetsNoKey() {
    Map<String, String> ours =
        Map.of(
            "DISPLAY", ":0",
            "GOOSE_SERVER__SECRET_KEY", "key-of-the-server",
            "OPENAI_API_KEY", "key-of-openai");
    DesktopBrowser browser = UsersBrowser.desktop(new OnADesktop(ours), "Linux");

    assertEquals(Map.of("DISPLAY", ":0"), browser.environment().get());
  }

  @Test
  void whereNoProgramMayBeStartedThereIsNone() {
    assertFalse(UsersBrowser.of(new OnADesktop(null), "Linux").isThere());
  }

  @Test
  void whoStartsASignInHearsWhatTheUserHasToDo() {
    var browser = UsersBrowser.of(new OnADesktop(null), "Linux");
    URI page = URI.create("https://one.example/device");
    List<SignInStep> heard = new ArrayList<>();

    SignInStep.<Boolean, RuntimeException>hearing(
        heard::add,
        () -> {
          browser.tell(page, "AB12");
          browser.tell(page, null);
          return true;
        });
    browser.tell(page, "nobody listens");

    assertEquals(List.of(new SignInStep(page, "AB12"), new SignInStep(page, null)), heard);
  }

  private record OnADesktop(@Nullable Map<String, String> ours) implements ProviderSettings {
    @Override
    public Optional<String> setting(String key) {
      return Optional.empty();
    }

    @Override
    public Optional<String> secret(String key) {
      return Optional.empty();
    }

    @Override
    public Optional<Programs> programs() {
      return Optional.ofNullable(ours)
          .map(all -> new Programs(ChildEnvironment.of(all), List.of(), Path.of("/")));
    }
  }
}
