package dev.gander.provider.kit.oauth;

import java.net.URI;

/// Where a service lets users allow access and issues tokens for it.
///
/// @param authorize the page for users
/// @param token where codes and refresh tokens are exchanged
public record AuthorizationServer(URI authorize, URI token) {}
