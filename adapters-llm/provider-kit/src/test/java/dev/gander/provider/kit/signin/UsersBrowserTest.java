package dev.gander.provider.kit.signin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.gander.domain.config.ChildEnvironment;
import dev.gander.domain.provider.Programs;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.oauth.DesktopBrowser;
import java.nio.file.Path;
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
    DesktopBrowser browser =
        assertInstanceOf(DesktopBrowser.class, UsersBrowser.of(new OnADesktop(ours), "Linux"));

    assertEquals(Map.of("DISPLAY", ":0"), browser.environment().get());
  }

  @Test
  void whereNoProgramMayBeStartedThereIsNone() {
    assertFalse(UsersBrowser.of(new OnADesktop(null), "Linux").isThere());
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
