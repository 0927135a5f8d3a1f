/// The provider `local`: chat completions from an engine on this machine. Start with
/// `LocalProvider`.
@NullMarked
package dev.gander.adapters.local.chat;

import org.jspecify.annotations.NullMarked;
