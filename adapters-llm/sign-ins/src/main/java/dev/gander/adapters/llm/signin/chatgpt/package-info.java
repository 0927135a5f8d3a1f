/// ChatGPT Codex: the models of a ChatGPT subscription, called over Responses for users who have
/// signed in with the browser.
@NullMarked
package dev.gander.adapters.llm.signin.chatgpt;

import org.jspecify.annotations.NullMarked;
