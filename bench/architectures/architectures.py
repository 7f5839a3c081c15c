"""The architectures of the table in docs/models.md: name -> how to build it, and the side of its pictures.

All have random weights, so nothing is fetched; small variants are preferred, and where a family has only large ones, a shallow configuration.
"""

import importlib


def torchvision_model(name, **options):
    module = importlib.import_module("torchvision.models")
    return getattr(module, name)(weights=None, **options)


def timm_model(name, **options):
    return importlib.import_module("timm").create_model(name, pretrained=False, **options)


def hub_model(family, side=224, **options):
    """One of the Transformers library's image classifiers with 100 classes, from a configuration instead of a file."""
    module = importlib.import_module("transformers")
    configuration = getattr(module, f"{family}Config")(num_labels=100, image_size=side, **options)
    if family in ("ViT", "DeiT", "Beit"):
        # The plain form is what exporters get by default in older files; the fused one is what the others of this table have.
        configuration._attn_implementation = "eager"
    return getattr(module, f"{family}ForImageClassification")(configuration)


SMALL_TOKENS = dict(hidden_size=192, num_hidden_layers=4, num_attention_heads=3, intermediate_size=768)

ARCHITECTURES = {
    # torchvision
    "resnet18": (lambda: torchvision_model("resnet18"), 224),
    "resnet50": (lambda: torchvision_model("resnet50"), 224),
    "mobilenet_v2": (lambda: torchvision_model("mobilenet_v2"), 224),
    "mobilenet_v3_small": (lambda: torchvision_model("mobilenet_v3_small"), 224),
    "efficientnet_b0": (lambda: torchvision_model("efficientnet_b0"), 224),
    "efficientnet_v2_s": (lambda: torchvision_model("efficientnet_v2_s"), 384),
    "densenet121": (lambda: torchvision_model("densenet121"), 224),
    "inception_v3": (lambda: torchvision_model("inception_v3", init_weights=False), 299),
    "googlenet": (lambda: torchvision_model("googlenet", init_weights=False), 224),
    "regnet_y_400mf": (lambda: torchvision_model("regnet_y_400mf"), 224),
    "regnet_x_400mf": (lambda: torchvision_model("regnet_x_400mf"), 224),
    "shufflenet_v2_x1_0": (lambda: torchvision_model("shufflenet_v2_x1_0"), 224),
    "squeezenet1_1": (lambda: torchvision_model("squeezenet1_1"), 224),
    "vgg11_bn": (lambda: torchvision_model("vgg11_bn"), 224),
    "alexnet": (lambda: torchvision_model("alexnet"), 224),
    "mnasnet0_5": (lambda: torchvision_model("mnasnet0_5"), 224),
    "resnext50_32x4d": (lambda: torchvision_model("resnext50_32x4d"), 224),
    "convnext_tiny": (lambda: torchvision_model("convnext_tiny"), 224),
    "vit_b_16": (lambda: torchvision_model("vit_b_16"), 224),
    "swin_t": (lambda: torchvision_model("swin_t"), 224),
    "swin_v2_t": (lambda: torchvision_model("swin_v2_t"), 256),
    "maxvit_t": (lambda: torchvision_model("maxvit_t"), 224),
    # timm
    "mobilenetv4_conv_small": (lambda: timm_model("mobilenetv4_conv_small"), 224),
    "mobilenetv4_hybrid_medium": (lambda: timm_model("mobilenetv4_hybrid_medium"), 256),
    "vit_tiny_patch16_224": (lambda: timm_model("vit_tiny_patch16_224"), 224),
    "deit_tiny_distilled": (lambda: timm_model("deit_tiny_distilled_patch16_224"), 224),
    "convnextv2_atto": (lambda: timm_model("convnextv2_atto"), 224),
    "efficientvit_b0": (lambda: timm_model("efficientvit_b0"), 224),
    "efficientvit_m0": (lambda: timm_model("efficientvit_m0"), 224),
    "levit_128s": (lambda: timm_model("levit_128s"), 224),
    "mixer_s16": (lambda: timm_model("mixer_s16_224"), 224),
    "poolformer_s12": (lambda: timm_model("poolformer_s12"), 224),
    "tf_efficientnet_b0": (lambda: timm_model("tf_efficientnet_b0"), 224),
    "efficientnet_lite0": (lambda: timm_model("tf_efficientnet_lite0"), 224),
    "repvgg_a0": (lambda: timm_model("repvgg_a0"), 224),
    "ghostnet_100": (lambda: timm_model("ghostnet_100"), 224),
    "hrnet_w18_small": (lambda: timm_model("hrnet_w18_small"), 224),
    "xcit_nano_12_p16": (lambda: timm_model("xcit_nano_12_p16_224"), 224),
    "coat_tiny": (lambda: timm_model("coat_tiny"), 224),
    "beit_small": (lambda: timm_model("beit_base_patch16_224", depth=4, embed_dim=192, num_heads=3), 224),
    "eva02_tiny": (lambda: timm_model("eva02_tiny_patch14_224", num_classes=1000), 224),
    "nf_regnet_b0": (lambda: timm_model("nf_regnet_b0"), 192),
    "eca_nfnet_l0": (lambda: timm_model("eca_nfnet_l0"), 224),
    "coatnet_nano": (lambda: timm_model("coatnet_nano_rw_224"), 224),
    "mobilevit_xxs": (lambda: timm_model("mobilevit_xxs"), 256),
    "mobileone_s0": (lambda: timm_model("mobileone_s0"), 224),
    "fastvit_t8": (lambda: timm_model("fastvit_t8"), 256),
    "edgenext_xx_small": (lambda: timm_model("edgenext_xx_small"), 256),
    "pvt_v2_b0": (lambda: timm_model("pvt_v2_b0"), 224),
    "resnetv2_50_groupnorm": (lambda: timm_model("resnetv2_50x1_bit"), 224),
    "rexnet_100": (lambda: timm_model("rexnet_100"), 224),
    "volo_d1": (lambda: timm_model("volo_d1_224"), 224),
    "cait_xxs24": (lambda: timm_model("cait_xxs24_224", depth=6), 224),
    "twins_svt_small": (lambda: timm_model("twins_svt_small"), 224),
    "tiny_vit_5m": (lambda: timm_model("tiny_vit_5m_224"), 224),
    "focalnet_tiny": (lambda: timm_model("focalnet_tiny_srf"), 224),
    "resmlp_12": (lambda: timm_model("resmlp_12_224"), 224),
    "dla34": (lambda: timm_model("dla34"), 224),
    "hardcorenas_a": (lambda: timm_model("hardcorenas_a"), 224),
    "skresnet18": (lambda: timm_model("skresnet18"), 224),
    "resnest14d": (lambda: timm_model("resnest14d"), 224),
    # transformers
    "hub_vit": (lambda: hub_model("ViT", **SMALL_TOKENS), 224),
    "hub_deit": (lambda: hub_model("DeiT", **SMALL_TOKENS), 224),
    "hub_beit": (lambda: hub_model("Beit", use_relative_position_bias=True, layer_scale_init_value=0.1, **SMALL_TOKENS), 224),
    "hub_convnext": (lambda: hub_model("ConvNext", depths=[1, 1, 2, 1], hidden_sizes=[48, 96, 192, 384]), 224),
    "hub_swin": (lambda: hub_model("Swin", embed_dim=48, depths=[2, 2, 2, 2], num_heads=[3, 6, 12, 24]), 224),
    "hub_mobilevit": (lambda: hub_model("MobileViT", side=256, hidden_sizes=[48, 64, 80], neck_hidden_sizes=[16, 16, 24, 48, 64, 80, 320], num_hidden_layers=2, initializer_range=0.2), 256),
    "hub_resnet": (lambda: hub_model("ResNet", embedding_size=32, hidden_sizes=[64, 128, 256, 512], depths=[2, 2, 2, 2]), 224),
    "hub_dinov2": (lambda: hub_model("Dinov2", patch_size=14, hidden_size=192, num_hidden_layers=4, num_attention_heads=3), 224),
    "hub_mobilenet_v2": (lambda: hub_model("MobileNetV2"), 224),
}

# The TorchScript exporter has no translation of what these do.
ONLY_WITH_DYNAMO = ["volo_d1"]

# The current exporter is slow, so it is asked only where its graphs differ in an interesting way.
ALSO_WITH_DYNAMO = [
    "resnet18", "mobilenet_v2", "mobilenet_v3_small", "efficientnet_b0", "densenet121", "googlenet", "shufflenet_v2_x1_0", "squeezenet1_1",
    "convnext_tiny", "vit_tiny_patch16_224", "swin_t", "regnet_y_400mf", "mobilenetv4_conv_small", "convnextv2_atto", "levit_128s", "mixer_s16",
    "poolformer_s12", "repvgg_a0", "ghostnet_100", "tf_efficientnet_b0", "efficientvit_b0", "hub_vit", "hub_convnext", "hub_mobilevit",
    "inception_v3", "alexnet", "resnet50", "maxvit_t", "swin_v2_t", "hrnet_w18_small", "xcit_nano_12_p16", "coat_tiny", "eva02_tiny", "nf_regnet_b0",
    *ONLY_WITH_DYNAMO,
]

# Files of other years: older operator sets spell out what newer ones name, and the newest name still more.
OTHER_OPSETS = [
    ("resnet18", "torchscript", 9), ("resnet50", "torchscript", 11), ("mobilenet_v2", "torchscript", 11), ("efficientnet_b0", "torchscript", 13),
    ("densenet121", "torchscript", 9), ("googlenet", "torchscript", 12), ("vit_tiny_patch16_224", "torchscript", 14), ("convnext_tiny", "torchscript", 12),
    ("swin_t", "torchscript", 13), ("hub_vit", "torchscript", 14), ("mobilenet_v3_small", "torchscript", 11), ("hrnet_w18_small", "torchscript", 11),
    ("vit_tiny_patch16_224", "dynamo", 20), ("convnextv2_atto", "dynamo", 20), ("convnext_tiny", "dynamo", 23), ("poolformer_s12", "dynamo", 21),
    ("mobilenet_v3_small", "dynamo", 23), ("hub_vit", "dynamo", 23),
]
