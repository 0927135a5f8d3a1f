/// Anthropic's Messages: the request with its cache marks and thinking, and the streamed answer.
/// Make a [MessagesProvider], or use [Messages] where a service is asked at several addresses. What
/// differs between services is data in [MessagesDialect].
@NullMarked
package dev.gander.provider.kit.anthropic;

import org.jspecify.annotations.NullMarked;
