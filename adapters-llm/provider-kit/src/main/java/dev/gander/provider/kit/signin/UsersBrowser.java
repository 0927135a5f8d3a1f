package dev.gander.provider.kit.signin;

import dev.gander.domain.provider.ProviderSettings;
import dev.gander.domain.provider.signin.SignInStep;
import dev.gander.oauth.Browser;
import dev.gander.oauth.DesktopBrowser;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The browser that settings describe; none if no program may be started.
public final class UsersBrowser {
  private UsersBrowser() {}

  /// The browser of this machine.
  public static Browser of(ProviderSettings settings) {
    return of(settings, System.getProperty("os.name", ""));
  }

  /// The browser of a machine with that system.
  ///
  /// @param osName the system property `os.name`
  public static Browser of(ProviderSettings settings, String osName) {
    return new Telling(desktop(settings, osName));
  }

  static DesktopBrowser desktop(ProviderSettings settings, String osName) {
    return new DesktopBrowser(
        () ->
            settings
                .programs()
                .map(programs -> programs.environment().with(Map.of()))
                .orElse(Map.of()),
        osName);
  }

  /// Tells whoever has started the sign-in, on its thread.
  private record Telling(Browser desktop) implements Browser {
    @Override
    public void open(URI page) {
      desktop.open(page);
    }

    @Override
    public void tell(URI page, @Nullable String code) {
      new SignInStep(page, code).tell();
    }

    @Override
    public boolean isThere() {
      return desktop.isThere();
    }
  }
}
