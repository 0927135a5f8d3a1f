/// Anthropic's Messages: the request with its cache marks and thinking, and the streamed answer.
/// Create a [MessagesProvider], or use [Messages] for a service with several addresses. The
/// differences between services are data in [MessagesDialect].
@NullMarked
package dev.gander.provider.kit.anthropic;

import org.jspecify.annotations.NullMarked;
