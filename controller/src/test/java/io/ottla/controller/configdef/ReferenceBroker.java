package io.ottla.controller.configdef;

import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import kafka.server.ConfigHelper;
import kafka.server.ControllerConfigurationValidator;
import kafka.server.KafkaConfig;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.message.DescribeConfigsRequestData.DescribeConfigsResource;
import org.apache.kafka.common.message.DescribeConfigsResponseData.DescribeConfigsResourceResult;
import org.apache.kafka.common.message.DescribeConfigsResponseData.DescribeConfigsResult;
import org.apache.kafka.common.requests.ApiError;
import org.apache.kafka.metadata.MetadataCache;
import scala.jdk.javaapi.CollectionConverters;

/** As much of the reference's broker as answers questions about configurations. */
final class ReferenceBroker {

    /** What the reference does not start without. */
    static final Map<String, String> MINIMAL = Map.of(
            "process.roles", "broker,controller",
            "node.id", "1",
            "listeners", "PLAINTEXT://localhost:9092,CONTROLLER://localhost:9093",
            "controller.listener.names", "CONTROLLER",
            "controller.quorum.voters", "1@localhost:9093");

    private final KafkaConfig config;
    private final Map<ConfigResource, Map<String, String>> resources = new HashMap<>();

    ReferenceBroker(Map<String, String> file) {
        this.config = new KafkaConfig(new HashMap<>(file), false);
        this.config.dynamicConfig().initialize(scala.Option.empty());
    }

    void setDynamicOfAll(Map<String, String> configs) {
        config.dynamicConfig().updateDefaultConfig(properties(configs), false);
    }

    void setDynamicOfThis(Map<String, String> configs) {
        config.dynamicConfig().updateBrokerConfig(1, properties(configs), false);
    }

    List<DescribeConfigsResourceResult> describe(ConfigResource.Type type, String name, Map<String, String> own) {
        resources.put(new ConfigResource(type, name), own);
        MetadataCache cache = (MetadataCache) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {MetadataCache.class}, (proxy, method, args) -> true);
        ConfigHelper helper =
                new ConfigHelper(cache, config, resource -> properties(resources.getOrDefault(resource, Map.of())));
        DescribeConfigsResource resource =
                new DescribeConfigsResource().setResourceType(type.id()).setResourceName(name);
        DescribeConfigsResult result = CollectionConverters.asJava(helper.describeConfigs(
                        CollectionConverters.asScala(List.of(resource)).toList(), true, true))
                .getFirst();
        if (result.errorCode() != 0) {
            throw new IllegalStateException(result.errorMessage());
        }
        return result.configs();
    }

    /** The error of a change, as the controller finds it; "NONE: null" when it is fine. */
    String validate(ConfigResource.Type type, String name, Map<String, String> before, Map<String, String> after) {
        try {
            new ControllerConfigurationValidator(config).validate(new ConfigResource(type, name), after, before);
            return "NONE: null";
        } catch (org.apache.kafka.common.config.ConfigException e) {
            return "INVALID_CONFIG: " + e.getMessage();
        } catch (RuntimeException e) {
            ApiError error = ApiError.fromThrowable(e);
            return error.error() + ": " + e.getMessage();
        }
    }

    /** The error of a dynamic broker configuration, as the broker finds it; null when it is fine. */
    String validateDynamic(Map<String, String> after, boolean ofThis) {
        try {
            config.dynamicConfig().validate(properties(after), ofThis);
            return null;
        } catch (RuntimeException e) {
            return e.getMessage();
        }
    }

    private static Properties properties(Map<String, String> map) {
        Properties properties = new Properties();
        properties.putAll(new LinkedHashMap<>(map));
        return properties;
    }
}
