/// Logins at remote servers by OAuth, as MCP wants them. [Logins] is the way in: it gives each
/// connection its [RemoteAccess], which asks the user when the server does. A [LoginFlow] finds the
/// authorization server ([Discovery]), makes us known to it ([ClientRegistrations]) and lets the
/// browser bring a code. Tokens, codes and verifiers never reach a log or an error message.
@NullMarked
package dev.gander.adapters.mcp.oauth;

import org.jspecify.annotations.NullMarked;
