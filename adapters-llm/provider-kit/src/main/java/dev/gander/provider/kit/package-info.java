/// Tools for authors of providers. [ClientEnvironment] is what all of them take from the machine:
///
/// - `service`: requests to a model service, with authorization, retries, time limits and logs;
/// - `openai`, `anthropic`, `gemini`: the dialects that most services use;
/// - `stream` and `wire`: parts for a dialect of your own;
/// - `oauth` and `signin`: signing users in, and keeping their tokens;
/// - `http`: connections with the user's certificates and proxies.
///
/// A provider for a service with a known dialect starts with
/// [dev.gander.provider.kit.service.ServiceFactory].
@NullMarked
package dev.gander.provider.kit;

import org.jspecify.annotations.NullMarked;
