/// Apps: pages that run beside the chat, as extensions offer them, as they are stored, and as files
/// that users pass around. Start with [McpApp].
@NullMarked
package dev.gander.domain.app;

import org.jspecify.annotations.NullMarked;
