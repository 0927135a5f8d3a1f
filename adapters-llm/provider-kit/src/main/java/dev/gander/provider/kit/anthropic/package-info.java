/// Anthropic's Messages: the request with its cache marks and thinking, the streamed answer, and
/// the provider `anthropic`. What differs between services of this dialect is data in
/// `MessagesDialect`.
@NullMarked
package dev.gander.provider.kit.anthropic;

import org.jspecify.annotations.NullMarked;
