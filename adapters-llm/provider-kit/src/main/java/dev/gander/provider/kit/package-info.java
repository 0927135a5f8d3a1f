/// Tools for people who write providers. What all of them take from the machine is
/// [ClientEnvironment]; the packages below are independent rooms:
///
/// - `service`: requests to a model service, with authorization, retries, time limits and logs;
/// - `openai`, `anthropic`, `gemini`: the dialects that most services speak;
/// - `stream` and `wire`: parts for a dialect of your own;
/// - `oauth` and `signin`: signing users in, and keeping what that brings;
/// - `http`: connections with the user's certificates and proxies.
///
/// A provider for a service that speaks a known dialect begins with
/// [dev.gander.provider.kit.service.ServiceFactory].
@NullMarked
package dev.gander.provider.kit;

import org.jspecify.annotations.NullMarked;
