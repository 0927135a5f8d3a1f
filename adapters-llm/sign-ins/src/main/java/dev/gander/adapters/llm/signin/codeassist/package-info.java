/// Gemini for users who sign in with their Google account (Gemini Code Assist): provider
/// `gemini_oauth`. Requests and chunks are Gemini's in an envelope. The program's Google client id
/// and secret come from the settings alone.
@NullMarked
package dev.gander.adapters.llm.signin.codeassist;

import org.jspecify.annotations.NullMarked;
