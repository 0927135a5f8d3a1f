package dev.gander.adapters.mcp;

import dev.gander.domain.config.KnownSecrets;
import dev.gander.domain.extension.ExtensionCredentials;
import dev.gander.oauth.Browser;
import java.time.Clock;

/// What it takes to log in at remote servers.
///
/// @param credentials keep what logins yield
/// @param browser the user's
/// @param secrets get whatever must not be shown
public record LoginMeans(
    ExtensionCredentials credentials, Browser browser, KnownSecrets secrets, Clock clock) {}
