"""Short words that are easy to say on the telephone, to hear and to spell."""

_SAID = """
apple arrow badge baker banjo barn basket beach bean bear bell berry bike bird blanket boat bonnet
book boot bottle bowl branch bread brick bridge broom brush bucket bunny butter button cabin cake
camel candle canoe carpet carrot castle cat cedar chair chalk cherry chess circle clay clock cloud
clover coat cobble coffee comet copper coral corner cotton cradle crayon cricket crown cup curtain
daisy deer diary dinner dolphin donkey door dove dragon drum duck eagle earth easel echo elbow elm
ember engine fabric farm feather fern ferry fiddle field finch finger flag flame flannel flour
flower flute forest fork fossil fox frog frost garden garlic gate giant ginger glass glove goat gold
goose grape grass gravel guitar hammer harbour harp harvest hat hazel heart hedge helmet hen herb
heron hill holly honey hood horn horse house ice ink iris island ivory ivy jacket jam jar jelly
jewel jigsaw jug juice jumper kettle key kite kitten knot ladder lake lamb lamp lantern lark lawn
leaf lemon letter lily linen lion lizard log lucky magnet map maple marble market meadow melon mill
mint mirror mitten moon moss mountain mouse muffin music nail napkin needle nest net nettle night
nutmeg oak oar ocean olive onion orange orchard otter oven owl paddle paint palm panda paper parcel
parrot parsley path peach pear pebble pencil penny pepper piano picnic pigeon pillow pilot pine
planet plate plum pocket poem pond pony poppy porch potato puppy purple puzzle quilt rabbit radio
rain raisin ribbon river robin rocket roof rope rose ruby rug saddle sail salad salt sand scarf
school seal shed sheep shell ship shirt shoe shovel silk silver sister sky sled slipper snow soap
sock sofa song soup spade spark sparrow spoon spring square squirrel star station stone stool storm
straw street sugar summer sun swan sweater table tea teapot tent thimble thread thumb ticket tiger
timber toast tomato tower toy tractor train tree trumpet tulip tunnel turnip turtle umbrella valley
vase velvet village violet violin wagon walnut water wave wheat wheel whistle willow window winter
wool wren yellow zebra
"""
WORDS = _SAID.split()
