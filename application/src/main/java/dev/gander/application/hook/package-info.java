/// Runs the hooks of the user's plugins: when a message arrives, around tool calls, and before a
/// turn ends. Start with [Hooks].
@NullMarked
package dev.gander.application.hook;

import org.jspecify.annotations.NullMarked;
