/// Requests to a model service. A factory extends [ServiceFactory] and gets [ServiceClients]; these
/// build a [ServiceClient] for an [Endpoint], which authorizes each attempt ([Authorization]),
/// retries ([RetryPolicy]), enforces time limits ([CallLimits]), turns refusals into the failures
/// that callers know ([RefusalReader]), hides keys in them, and logs requests
/// ([dev.gander.provider.kit.log.RequestLog]). A dialect provides an [AnswerDecoder] for the chunks
/// of an answer.
///
/// Nothing here depends on the vendor: all known forms of errors, and all known phrases for a
/// conversation that is too long, are tried.
@NullMarked
package dev.gander.provider.kit.service;

import org.jspecify.annotations.NullMarked;
