package dev.gander.oauth;

import java.net.URI;

/// The addresses at which users grant access to a service and tokens are issued.
///
/// @param authorize the page for users
/// @param token where codes and refresh tokens are exchanged
public record AuthorizationServer(URI authorize, URI token) {}
