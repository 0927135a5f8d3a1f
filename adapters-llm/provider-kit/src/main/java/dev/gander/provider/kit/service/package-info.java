/// Requests to a model service. A factory extends [ServiceFactory] and gets [ServiceClients]; these
/// build a [ServiceClient] for an [Endpoint], which authorizes each try ([Authorization]), retries
/// ([RetryPolicy]), keeps the time ([CallLimits]), turns refusals into the failures that callers
/// know ([RefusalReader]), hides keys in them, and logs requests ([RequestLog]). A dialect brings
/// an [AnswerDecoder] for the chunks of an answer.
///
/// Nothing here asks which vendor it is: all known forms of errors, and of words for a conversation
/// that is too long, are tried.
@NullMarked
package dev.gander.provider.kit.service;

import org.jspecify.annotations.NullMarked;
