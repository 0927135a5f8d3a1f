/// What the services of AWS have in common: where they are, how requests are signed, how failures
/// are told, how answers are framed. Signing itself is the port `RequestSigner`.
@NullMarked
package dev.gander.adapters.llm.clouds.aws;

import org.jspecify.annotations.NullMarked;
