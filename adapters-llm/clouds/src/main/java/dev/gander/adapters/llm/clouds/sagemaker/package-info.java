/// The user's own text generation endpoint (TGI) on Amazon SageMaker: a prompt in, a text out.
@NullMarked
package dev.gander.adapters.llm.clouds.sagemaker;

import org.jspecify.annotations.NullMarked;
