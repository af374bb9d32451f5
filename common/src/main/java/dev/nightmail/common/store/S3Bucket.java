package dev.nightmail.common.store;

import dev.nightmail.common.storage.StoreAwayException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** A bucket, and what is said where it does not do as it is asked. */
record S3Bucket(S3Client client, String name) {

    private static final Pattern ENDPOINT = Pattern.compile("https?://[^/?#@\\s]+/?");
    private static final Pattern BUCKET =
            Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9._-]{1,61}[a-zA-Z0-9]");
    private static final Pattern REGION = Pattern.compile("[a-z0-9-]{1,40}");
    private static final Pattern ANYTHING = Pattern.compile("\\S+");

    /**
     * Nothing but the settings counts: no profile, no environment of Amazon's tools. Checksums of
     * newer kinds are left out, since many stores do not know them: an upload carries its MD5, and
     * what was altered does not decrypt.
     *
     * @throws IllegalArgumentException that names the settings that are missing or wrong
     */
    static S3Bucket open(StorageConfig.S3 settings) {
        check(settings);
        var key =
                AwsBasicCredentials.create(
                        settings.accessKey().orElseThrow(), settings.secretKey().orElseThrow());
        var client =
                S3Client.builder()
                        .endpointOverride(URI.create(settings.endpoint().orElseThrow()))
                        .region(Region.of(settings.region()))
                        .credentialsProvider(StaticCredentialsProvider.create(key))
                        .forcePathStyle(true)
                        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                        .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                        .serviceConfiguration(
                                s3 -> s3.chunkedEncodingEnabled(false).expectContinueEnabled(false))
                        .httpClientBuilder(
                                UrlConnectionHttpClient.builder()
                                        .connectionTimeout(settings.connectTimeout())
                                        .socketTimeout(settings.readTimeout()))
                        .overrideConfiguration(all ->
                                all.apiCallTimeout(settings.callTimeout())
                                        .retryStrategy(RetryMode.STANDARD)
                                        .defaultProfileFile(ProfileFile.aggregator().build()))
                        .build();
        return new S3Bucket(client, settings.bucket().orElseThrow());
    }

    /**
     * Returns when the settings can be right.
     *
     * @throws IllegalArgumentException that names those that are missing or wrong
     */
    static void check(StorageConfig.S3 settings) {
        var faults = new ArrayList<String>();
        check(faults, "endpoint", settings.endpoint(), ENDPOINT);
        check(faults, "region", Optional.of(settings.region()), REGION);
        check(faults, "bucket", settings.bucket(), BUCKET);
        check(faults, "access-key", settings.accessKey(), ANYTHING);
        check(faults, "secret-key", settings.secretKey(), ANYTHING);
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(
                    "nightmail.storage.kind is s3, and " + String.join("; ", faults));
        }
    }

    private static void check(
            List<String> faults, String key, Optional<String> value, Pattern form) {
        var setting = "nightmail.storage.s3." + key;
        if (value.isEmpty()) {
            faults.add(setting + " is missing");
        } else if (!form.matcher(value.get()).matches()) {
            faults.add(setting + " has another form than " + form.pattern());
        }
    }

    /**
     * Asks the store for something.
     *
     * @throws StoreAwayException when it does not answer, or refuses
     */
    <T> T ask(Function<S3Client, T> request) throws StoreAwayException {
        try {
            return request.apply(client);
        } catch (SdkException e) {
            throw new StoreAwayException(reason(e), e);
        }
    }

    /** Without what the store says in words, which may be anything. */
    private static String reason(SdkException e) {
        if (e instanceof AwsServiceException answer) {
            return "the bucket answers %d %s"
                    .formatted(
                            answer.statusCode(),
                            Optional.ofNullable(answer.awsErrorDetails())
                                    .map(AwsErrorDetails::errorCode)
                                    .orElse(""));
        }
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return "the bucket does not answer: " + root.getClass().getSimpleName();
    }
}
