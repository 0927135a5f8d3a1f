package dev.gander.provider.kit.signin;

import dev.gander.domain.provider.ProviderSettings;
import dev.gander.oauth.Browser;
import dev.gander.oauth.DesktopBrowser;
import java.util.Map;

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
    return new DesktopBrowser(
        () ->
            settings
                .programs()
                .map(programs -> programs.environment().with(Map.of()))
                .orElse(Map.of()),
        osName);
  }
}
