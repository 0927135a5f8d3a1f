/// Kimi Code: Anthropic's messages for users who have signed in with a device code.
@NullMarked
package dev.gander.adapters.llm.signin.kimi;

import org.jspecify.annotations.NullMarked;
