/// Amazon Bedrock's Converse: the request with its cache points and thinking, the streamed and the
/// complete answer, and the provider `aws_bedrock`.
@NullMarked
package dev.gander.adapters.llm.clouds.bedrock;

import org.jspecify.annotations.NullMarked;
